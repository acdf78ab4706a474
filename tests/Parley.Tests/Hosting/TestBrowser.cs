using System.Net.Http.Headers;

namespace Parley.Tests.Hosting;

/// <summary>A browser on our own pages: keeps cookies, sends forms as browsers do, follows nothing by itself.</summary>
internal sealed class TestBrowser(ParleyApp app)
{
    private readonly Dictionary<string, string> _cookies = [];

    /// <summary>What it keeps, by name.</summary>
    public IReadOnlyDictionary<string, string> Cookies => _cookies;

    /// <summary>What it would send.</summary>
    public string CookieLine => string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    public void Keep(string name, string value) => _cookies[name] = value;

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<Answer> Post(string path, params (string Name, string? Value)[] fields) => Send(
        HttpMethod.Post,
        path,
        new FormUrlEncodedContent(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value!))));

    public async Task<Answer> Send(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        if (_cookies.Count > 0)
            request.Headers.Add("Cookie", CookieLine);
        using var answer = await app.Http.SendAsync(request);
        Take(answer.Headers);
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), headers);
    }

    private void Take(HttpResponseHeaders headers)
    {
        foreach (var set in headers.TryGetValues("Set-Cookie", out var all) ? all : [])
        {
            var (name, value) = set.Split(';')[0].Split('=', 2) is [var left, var right] ? (left, right) : (set, "");
            if (value.Length == 0 || set.Contains("max-age=0", StringComparison.OrdinalIgnoreCase))
                _cookies.Remove(name);
            else
                _cookies[name] = value;
        }
    }
}

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Parley.Tests.Hosting;

/// <summary>A request as a test spells it out, header by header.</summary>
internal sealed class Call(ParleyApp app, string method, string path)
{
    private readonly List<(string Name, string Value)> _headers = [];
    private Func<HttpContent?> _content = () => null;

    public static Call Get(ParleyApp app, string path) => new(app, "GET", path);

    public static Call Post(ParleyApp app, string path) => new(app, "POST", path);

    public Call With(string header, string? value)
    {
        if (value is not null)
            _headers.Add((header, value));
        return this;
    }

    /// <summary>Shows a token or key.</summary>
    public Call As(string? token) => With("Authorization", token is null ? null : "Bearer " + token);

    /// <summary>As a browser sends it from our own page, with the cookie it got.</summary>
    public Call FromOurPage(string? cookie = null) => With("Sec-Fetch-Site", "same-origin").With("Cookie", cookie);

    public Call Json(object body)
    {
        _content = () => JsonContent.Create(body);
        return this;
    }

    public Call Form(params (string Name, string? Value)[] fields)
    {
        _content = () => new FormUrlEncodedContent(
            fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value!)));
        return this;
    }

    public Call Raw(string? type, string content) => Raw(type, Encoding.UTF8.GetBytes(content));

    public Call Raw(string? type, byte[] content)
    {
        _content = () => new ByteArrayContent(content)
        {
            Headers = { ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type) },
        };
        return this;
    }

    public async Task<Answer> Send()
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = _content() };
        foreach (var (name, value) in _headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        using var answer = await app.Http.SendAsync(request);
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), headers);
    }
}

/// <summary>An answer, read to its end.</summary>
internal sealed record Answer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? this[string header] => Headers.GetValueOrDefault(header);

    public bool IsJson => this["Content-Type"]?.Contains("json", StringComparison.Ordinal) == true;

    /// <summary>The stable code of a refusal.</summary>
    public string? Code => IsJson && Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>The field a refusal names.</summary>
    public string? Field => IsJson && Json.TryGetProperty("field", out var named) ? named.GetString() : null;

    /// <summary>The cookie it set, as a browser sends it back.</summary>
    public string? Cookie => this["Set-Cookie"]?.Split(';')[0];

    public Answer Must(int status)
    {
        Assert.True(Status == status, $"{Status} instead of {status}: {Text}");
        return this;
    }
}

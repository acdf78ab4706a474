using System.Net;
using System.Text.Unicode;
using Microsoft.Extensions.Primitives;

namespace Parley.Platform.Web;

/// <summary>What a form sent, as text.</summary>
internal sealed class FormText(IFormCollection form)
{
    public string? this[string field] => form.TryGetValue(field, out var values) && !StringValues.IsNullOrEmpty(values) ? values[0] : null;

    /// <summary>All values of a field, such as the boxes ticked in a list.</summary>
    public IEnumerable<string> All(string field) => form.TryGetValue(field, out var values) ? values.OfType<string>() : [];

    /// <summary>Whether a field was sent, be it empty.</summary>
    public bool Has(string field) => form.ContainsKey(field);

    public bool IsTicked(string field) => this[field] is not null;

    /// <summary>Reads a form; anything but a form, or bytes that are no UTF-8, is refused.</summary>
    public static async Task<Outcome<FormText>> Read(HttpContext http, CancellationToken cancellation)
    {
        if (!http.Request.HasFormContentType)
            return new Refusal("content-type", 415);
        if (!await IsUtf8(http.Request, cancellation))
            return new Refusal("not-utf8", 400);
        var form = await http.Request.ReadFormAsync(cancellation);
        // In parts, bytes that were no UTF-8 arrive as U+FFFD; nobody types that.
        return form.Any(field => field.Value.Any(text => text?.Contains('\uFFFD') == true))
            ? new Refusal("not-utf8", 400)
            : new FormText(form);
    }

    /// <summary>Whether a form's bytes are UTF-8 once they are unescaped; reading it passes over those that are not.</summary>
    private static async Task<bool> IsUtf8(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            return true;
        request.EnableBuffering((int)WebFeature.MaxRequestBytes);
        using var sent = new MemoryStream();
        await request.Body.CopyToAsync(sent, cancellation);
        request.Body.Position = 0;
        return Utf8.IsValid(WebUtility.UrlDecodeToBytes(sent.GetBuffer(), 0, (int)sent.Length));
    }
}

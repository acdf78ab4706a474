using System.Globalization;

namespace Parley.Platform.Web.Pages;

internal static class Times
{
    /// <summary>A moment as <c>datetime=</c> holds it: UTC, to the second.</summary>
    public static string Machine(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

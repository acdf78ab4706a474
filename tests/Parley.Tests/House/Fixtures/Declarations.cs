namespace Parley.Tests.House.Fixtures.Platform.Web
{
    internal sealed record WriteRule(int Number);

    internal static class EndpointRules
    {
        public static object AtHome() => new WriteRule(1);

        public static int Web(Microsoft.AspNetCore.Http.HttpContext context) => context.Response.StatusCode;
    }
}

namespace Parley.Tests.House.Fixtures.Stories
{
    internal static class Declarations
    {
        public static object Past() => new Platform.Web.WriteRule(1);
    }
}

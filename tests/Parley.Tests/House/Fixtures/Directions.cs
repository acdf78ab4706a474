namespace Parley.Tests.House.Fixtures
{
    internal static class Composition
    {
        public static string Name => Comments.Rooted.Name + Moderation.Desk.Name;
    }
}

namespace Parley.Tests.House.Fixtures.Platform.Web
{
    internal sealed class Reaching
    {
        public static string Call(object site) => ((Sites.Site)site).Name;
    }
}

namespace Parley.Tests.House.Fixtures.Sites
{
    internal sealed record Site(string Name);
}

namespace Parley.Tests.House.Fixtures.Comments
{
    using Parley.Tests.House.Fixtures.Moderation;

    internal static class Rooted
    {
        public static string Name => new Sites.Site("fine").Name;
    }

    internal sealed class Downward
    {
        public static string Call() => Moderation.Desk.Name;

        public static async Task<int> Awaited()
        {
            await Task.Yield();
            return Moderation.Desk.Name.Length;
        }

        public static int InLambda(IEnumerable<int> numbers) => numbers.Count(number => number > Moderation.Desk.Name.Length);

        public static IEnumerable<int> Yielded()
        {
            yield return Moderation.Desk.Name.Length;
        }

        public static List<Decision> Argument() => [];

        [Marked(typeof(Decision))]
        public static void Attributed() { }

        public static void Constrained<T>() where T : IDecided { }

        public static bool Caught()
        {
            try
            {
                return true;
            }
            catch (Refused)
            {
                return false;
            }
        }

        public static object Generic() => Array.Empty<Decision>();

        public static string Upward() => Composition.Name;
    }

    internal sealed class Deciding : IDecided;

    [AttributeUsage(AttributeTargets.Method)]
    internal sealed class MarkedAttribute(Type type) : Attribute
    {
        public Type Type => type;
    }
}

namespace Parley.Tests.House.Fixtures.Moderation
{
    internal static class Desk
    {
        public static string Name => Comments.Rooted.Name;
    }

    internal sealed record Decision;

    internal sealed class Refused : Exception;

    internal interface IDecided;
}

namespace Parley.Tests.House.Fixtures.Unheard
{
    internal sealed class Of;
}

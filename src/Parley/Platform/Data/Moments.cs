namespace Parley.Platform.Data;

internal static class Moments
{
    extension(TimeProvider time)
    {
        /// <summary>The moment now to the millisecond, which is what the database keeps: what is answered is what will be read back.</summary>
        public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
    }
}

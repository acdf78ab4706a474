using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Tests.House.Fixtures.Stories
{
    internal sealed class VoteScore
    {
        public static int Web(Microsoft.AspNetCore.Http.HttpContext context) => context.Response.StatusCode;

        public static Task<int> Database(DbContext db) => db.SaveChangesAsync();

        public static DateTimeOffset Clock(TimeProvider time) => time.GetUtcNow();

        public static long Network() => System.Net.Dns.GetHostName().Length;

        public static int Chance() => System.Security.Cryptography.RandomNumberGenerator.GetInt32(3);

        public static bool Pure(DateTimeOffset now, DateTimeOffset closes) => now < closes;
    }

    internal sealed class Mapped
    {
        public DateTimeOffset At { get; private set; }

        public void Touch() => At = DateTimeOffset.UtcNow;
    }

    internal sealed class MappedTable : IEntityTypeConfiguration<Mapped>
    {
        public void Configure(EntityTypeBuilder<Mapped> builder) => builder.ToTable("mapped");
    }
}

namespace Parley.Tests.House.Fixtures.Transfer.PageText
{
    internal sealed class Splitter
    {
        public static Microsoft.Extensions.Logging.ILogger? Log { get; }
    }
}

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Parley.Tests.House.Fixtures.Platform.Data
{
    internal sealed class AtHome
    {
        public static object Open() => new SqliteConnection("Data Source=parley.db");
    }
}

namespace Parley.Tests.House.Fixtures.Sites
{
    internal sealed class Engines
    {
        public static object Type() => new SqliteConnection();

        public static object Extension(DbContextOptionsBuilder options) => options.UseNpgsql();

        public static async Task Raw(DbContext db) => await db.Database.ExecuteSqlRawAsync("DELETE FROM comments");

        public static object Queried(DbContext db) => db.Database.SqlQuery<int>($"SELECT 1");

        public static void Commanded(System.Data.Common.DbCommand command) => command.CommandText = "SELECT 1";

        public static bool Named(string engine) => engine == "PostgreSQL";

        public static object Listed() => new Npgsql.NpgsqlConnection();

        public static Task<List<object>> Linq(DbSet<object> rows) => rows.Where(row => row != null).ToListAsync();
    }
}

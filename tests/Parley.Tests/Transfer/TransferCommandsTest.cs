using Parley.Tests.Hosting;

namespace Parley.Tests.Transfer;

/// <summary>The commands as an operator types them.</summary>
public sealed class TransferCommandsTest
{
    [Theory, ClassData<Engines>]
    public async Task A_file_that_was_exported_is_its_owners_alone_and_brings_the_site_back(string engine)
    {
        await using var here = await TransferPlace.Create(engine);
        await using var there = await TransferPlace.Create(engine);
        await FullSite.Store(here.Door);
        var file = Path.Combine(here.Database.DataFolder, "left.jsonl");

        var exported = await Program.Main(["export", "--site", FullSite.Name, "--file", file, .. here.Database.Arguments]);
        var imported = await Program.Main(["import", "parley", file, .. there.Database.Arguments]);

        Assert.Equal((0, 0), (exported, imported));
        Assert.Equal(await here.Export(FullSite.Name), await File.ReadAllBytesAsync(file));
        Assert.Equal(await here.Export(FullSite.Name), await there.Export(FullSite.Name));
        Assert.False(File.Exists(file + ".part"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_file_that_was_cut_off_ends_the_import_with_an_error()
    {
        await using var place = await TransferPlace.Create(Engines.Sqlite);
        var file = Path.Combine(place.Database.DataFolder, "cut.jsonl");
        await File.WriteAllBytesAsync(file, WrittenFile.Small().Bytes[..^30]);

        var ended = await Program.Main(["import", "parley", file, .. place.Database.Arguments]);

        Assert.Equal(1, ended);
        Assert.Equal(0, (await place.Rows())["comments"]);
    }

    [Fact]
    public async Task A_site_that_is_not_there_leaves_no_file()
    {
        await using var place = await TransferPlace.Create(Engines.Sqlite);
        var file = Path.Combine(place.Database.DataFolder, "none.jsonl");

        var ended = await Program.Main(["export", "--site", "nobody", "--file", file, .. place.Database.Arguments]);

        Assert.Equal(1, ended);
        Assert.False(File.Exists(file));
    }
}

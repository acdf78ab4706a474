using Parley.Tests.Hosting;

namespace Parley.Tests.Transfer;

public sealed class RefusedFileTest
{
    /// <summary>A line of the small file, what of it is replaced (null: all of it) by what, and what is said of that.</summary>
    public static TheoryData<int, string?, string, string> BadLines => new()
    {
        { 1, null, "\u0000\u0001 PNG", "This is not a Parley export" },
        { 1, "parley", "other", "This is not a Parley export" },
        { 1, "1", "99", "This export has version 99" },
        { 2, "courier", "No Name", "Line 2: \"name\" is no name of a site" },
        { 2, "site", "person", "Line 2: " },
        { 3, null, "nonsense", "Line 3: it cannot be read" },
        { 3, null, "[1]", "Line 3: it is no record" },
        { 3, null, "{\"record\":\"person\",", "Line 3: it cannot be read" },
        { 3, "\"person\"", "\"ticket\"", "Line 3: records of the kind \"ticket\" are not known" },
        { 3, "\"id\":\"3", "\"id\":\"", "Line 3: its field \"id\" cannot be read" },
        { 3, "guest", "ghost", "Line 3: its field \"kind\" cannot be read" },
        { 3, "Z\"", "\"", "Line 3: its field \"createdAt\" cannot be read" },
        { 3, "\"name\":\"Reader 10\",", "", "Line 3: only an imported or erased person may lack a \"name\"" },
        { 3, "\"name\"", "\"age\":7,\"name\"", "Line 3: its field \"age\" cannot be read" },
        { 3, "Reader", "Re\\u0000der", "Line 3: it holds the character U+0000" },
        { 3, "\"createdAt\"", $"\"mergedInto\":\"{WrittenFile.Id(95)}\",\"createdAt\"", $"Line 3: the person {WrittenFile.Id(95)} is neither in the file nor in the site" },
        { 3, "guest", $"account\",\"account\":\"{WrittenFile.Id(94)}", $"Line 3: the account {WrittenFile.Id(94)} is neither in the file nor in the site" },
        { 3, "\"createdAt\"", "\"website\":\"javascript:alert(1)\",\"createdAt\"", "Line 3: \"website\" is no address of a website" },
        { 3, "\"createdAt\"", "\"claims\":[null],\"createdAt\"", "Line 3: it holds null" },
        { 3, "\"createdAt\"", "\"claims\":[\"two words\"],\"createdAt\"", "Line 3: \"claims\" are words without spaces" },
        { 3, "\"createdAt\"", "\"mail\":\"ann@reader.example\",\"createdAt\"", "Line 3: only a person of the kind \"imported\" has a \"mail\"" },
        { 3, "guest", "imported\",\"mailHash\":\"AAAA", "Line 3: \"mailHash\" has not 32 bytes" },
        { 3, "guest", "imported\",\"mail\":\"nobody", "Line 3: \"mail\" is no address" },
        { 3, "guest", "imported\",\"mailHash\":\"AAAA\",\"mail\":\"ann@reader.example", "Line 3: it has more than one of" },
        { 4, WrittenFile.Id(11), WrittenFile.Id(9), "Line 4: records of a kind stand in the order of their ids" },
        { 5, "https://courier.example/20", "javascript:alert(1)", "Line 5: \"javascript:alert(1)\" is no address of a story" },
        { 5, "\"thread\"", $"\"mergedInto\":\"{WrittenFile.Id(97)}\",\"thread\"", $"Line 5: the story {WrittenFile.Id(97)} is neither in the file nor in the site" },
        { 5, "\"thread\"", $"\"authorPerson\":\"{WrittenFile.Id(96)}\",\"thread\"", $"Line 5: the person {WrittenFile.Id(96)} is neither in the file nor in the site" },
        { 6, WrittenFile.Id(20), WrittenFile.Id(21), "Line 6: a comment follows its story" },
        { 6, WrittenFile.Id(10), WrittenFile.Id(99), $"Line 6: the person {WrittenFile.Id(99)} is neither in the file nor in the site" },
        { 6, "\"author\"", $"\"parent\":\"{WrittenFile.Id(98)}\",\"author\"", $"Line 6: the comment {WrittenFile.Id(98)} is neither in the file nor in the site" },
        { 6, "\"listed\":true", "\"listed\":false", "Line 6: a published comment is always \"listed\"" },
        { 6, "\"state\"", "\"parentConfidence\":1.5,\"state\"", "Line 6: a confidence is not between 0 and 1" },
        { 6, "published", "removed", "Line 6: a removed comment has \"removedBy\" and \"removedAt\"" },
        { 10, "\"comments\":3", "\"comments\":4", "Line 10: it counts 2 people, 2 stories and 4 comments; the file holds 2, 2 and 3" },
    };

    [Theory, MemberData(nameof(BadLines))]
    public async Task A_bad_line_is_named_with_its_number_and_the_reason(int number, string? part, string bad, string told)
    {
        await using var place = await TransferPlace.Create(Engines.Sqlite);
        var lines = WrittenFile.Small().Text.Split('\n');
        lines[number - 1] = part is null ? bad : lines[number - 1].Replace(part, bad, StringComparison.Ordinal);

        var refusal = await place.Refuse(string.Join('\n', lines));

        Assert.StartsWith(told, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_bad_line_is_named_at_once_and_not_only_the_first()
    {
        await using var place = await TransferPlace.Create(Engines.Sqlite);
        var lines = WrittenFile.Small().Text.Split('\n');
        (lines[2], lines[6]) = ("nonsense", "{\"record\":\"vote\"}");

        var refusal = await place.Refuse(string.Join('\n', lines));

        Assert.Contains("Line 3: ", refusal, StringComparison.Ordinal);
        Assert.Contains("Line 7: ", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_cut_off_is_refused()
    {
        await using var place = await TransferPlace.Create(Engines.Sqlite);
        var whole = WrittenFile.Small().Text;

        var refusal = await place.Refuse(whole[..whole.LastIndexOf("{\"record\":\"end\"", StringComparison.Ordinal)]);

        Assert.Equal("Line 9: the file ends without its record \"end\": it was cut off.", refusal);
    }

    [Fact]
    public async Task Stories_merged_in_a_ring_are_refused()
    {
        await using var place = await TransferPlace.Create(Engines.Sqlite);
        var file = new WrittenFile()
            .Story(20, $",\"mergedInto\":\"{WrittenFile.Id(21)}\"", "https://courier.example/a")
            .Story(21, $",\"mergedInto\":\"{WrittenFile.Id(20)}\"", "https://courier.example/b");

        var refusal = await place.Refuse(file.Text);

        Assert.Contains("the story is merged into others in a ring", refusal, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task Ids_that_another_site_holds_are_refused_before_anything_is_written(string engine)
    {
        await using var place = await TransferPlace.Create(engine);
        await place.Bring(WithChange(new WrittenFile()).Bytes);
        var others = WithChange(new WrittenFile("herald", number: 2));

        var refusal = await place.Refuse(others.Text);

        foreach (var (line, id) in new[] { (3, 5), (4, 10), (5, 20), (6, 30), (7, 40) })
            Assert.Contains($"Line {line}: the id {WrittenFile.Id(id)} is held by another site.", refusal, StringComparison.Ordinal);
    }

    [Theory, ClassData<Engines>]
    public async Task A_file_whose_site_is_here_under_another_name_is_refused_with_the_way_on(string engine)
    {
        await using var place = await TransferPlace.Create(engine);
        await place.Bring(WrittenFile.Small().Bytes, "kurier");

        var refusal = await place.Refuse(WrittenFile.Small().Text);

        Assert.Contains("--site kurier", refusal, StringComparison.Ordinal);
    }

    private static WrittenFile WithChange(WrittenFile file) => file
        .Account(5, "ann@mail.example").Person(10, account: 5).Story(20).Comment(30, 20)
        .Add($$"""{"record":"change","id":"{{WrittenFile.Id(40)}}","from":"held","to":"published","by":"operator","at":"2026-04-01T08:00:00Z"}""");
}

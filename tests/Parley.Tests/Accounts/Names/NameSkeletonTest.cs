using Parley.Accounts.Names;

namespace Parley.Tests.Accounts.Names;

public sealed class NameSkeletonTest
{
    [Theory]
    [InlineData("Paul Miller", "paul miller")]
    [InlineData("Paul Miller", "PauI Mi11er")]
    [InlineData("Paul Miller", "Раul Мiller")]
    [InlineData("Paul Miller", "Paul\u200B Mil\u200Dler")]
    [InlineData("Paul Miller", "\u202EPaul Miller")]
    [InlineData("Paul Miller", "P\u00ADaul\u2060 Miller")]
    [InlineData("Paul Miller", "Paul_Miller")]
    [InlineData("Paul Miller", "Paul-Miller ✓")]
    [InlineData("Paul Miller", "𝐏𝐚𝐮𝐥 𝓜𝓲𝓵𝓵𝓮𝓻")]
    [InlineData("Paul Miller", "Ｐａｕｌ Ｍｉｌｌｅｒ")]
    [InlineData("Paul Miller", "Pául Mïller")]
    [InlineData("Tom Ford", "Torn Ford")]
    [InlineData("Ian", "ian")]
    [InlineData("Ian", "lan")]
    [InlineData("Otto", "0tt0")]
    [InlineData("Ольга", "Oльгa")]
    [InlineData("City desk", "City\u00A0desk")]
    [InlineData("İpek", "ipek")]
    [InlineData("Straße", "Strasse")]
    [InlineData("★", "★ ")]
    public void Names_that_read_alike_have_one_skeleton(string name, string lookalike) =>
        Assert.Equal(NameSkeleton.Of(name), NameSkeleton.Of(lookalike));

    [Theory]
    [InlineData("Ann", "Anna")]
    [InlineData("Paul", "Saul")]
    [InlineData("Klaus", "Claus")]
    [InlineData("कमल", "कमला")]
    [InlineData("Ирина", "Марина")]
    [InlineData("★", "☆")]
    public void Names_that_read_differently_do_not(string name, string other) =>
        Assert.NotEqual(NameSkeleton.Of(name), NameSkeleton.Of(other));

    [Theory]
    [InlineData("Ann")]
    [InlineData("Ольга")]
    [InlineData("सरिता")]
    [InlineData("李小龙")]
    [InlineData("محمد")]
    [InlineData("🦊")]
    public void Every_name_that_can_be_seen_has_one(string name) => Assert.NotEmpty(NameSkeleton.Of(name));

    [Fact]
    public void A_skeleton_of_a_skeleton_is_itself()
    {
        foreach (var name in new[] { "PauI Mi11er", "Straße", "Ольга", "कमला", "𝓜𝓲𝓵𝓵𝓮𝓻", "Ǆon" })
            Assert.Equal(NameSkeleton.Of(name), NameSkeleton.Of(NameSkeleton.Of(name)));
    }
}

using Parley.Accounts;
using Parley.Platform.Data;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Tests.Stories;

public sealed class AccessRulesTest
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void A_story_says_who_may_before_its_section_and_the_section_before_the_site()
    {
        var site = new SiteSettings { MayWrite = "signed-in", SectionAccess = "Politics: write subscriber, vote signed-in\nSport: write anyone" };

        Assert.Equal("signed-in", Of(site, null).Write.Word);
        Assert.Equal("subscriber", Of(site, "politics").Write.Word);
        Assert.Equal("signed-in", Of(site, "Politics").Vote.Word);
        Assert.Equal("anyone", Of(site, "Politics").Read.Word);
        Assert.Equal("anyone", Of(site, "Sport").Write.Word);
        Assert.Equal("patron", AccessRules.Of(new(Write: "patron"), "Politics", site).Write.Word);
    }

    [Fact]
    public void Who_may_not_read_may_do_nothing_else()
    {
        var access = AccessRules.Of(new(Read: "subscriber"), null, new SiteSettings { MayVote = "signed-in" });

        Assert.Equal(("subscriber", "subscriber", "subscriber", "subscriber"), (access.Read.Word, access.Write.Word, access.Vote.Word, access.Report.Word));
        Assert.False(access.IsPublic);
    }

    [Fact]
    public void A_site_without_guests_lets_those_write_who_signed_in() =>
        Assert.Equal("signed-in", Of(new SiteSettings { GuestsAllowed = false }, null).Write.Word);

    [Theory]
    [InlineData("anyone", true, true, true, true)]
    [InlineData("signed-in", false, false, true, true)]
    [InlineData("subscriber", false, false, false, true)]
    public void Audiences_have_whom_they_say(string word, bool nobody, bool guest, bool member, bool subscriber)
    {
        var audience = Audience.Read(word)!.Value;

        Assert.Equal(
            (nobody, guest, member, subscriber),
            (audience.Has(null), audience.Has(Guest()), audience.Has(Member()), audience.Has(Member("subscriber"))));
    }

    [Fact]
    public void The_sites_own_staff_is_of_every_audience()
    {
        var moderator = Member();
        moderator.Serve(Role.Moderator);

        Assert.True(Audience.Read("subscriber")!.Value.Has(moderator));
    }

    [Fact]
    public void Nobody_is_asked_to_sign_in_and_a_member_is_told_what_lacks()
    {
        var subscribers = Audience.Read("subscriber")!.Value;

        Assert.Equal(("sign-in-needed", 401), Why(subscribers, null));
        Assert.Equal(("sign-in-needed", 401), Why(subscribers, Guest()));
        Assert.Equal(("claim-needed", 403), Why(subscribers, Member("patron")));
    }

    [Theory]
    [InlineData("Subscriber")]
    [InlineData("two words")]
    [InlineData("-")]
    [InlineData("a\nb")]
    public void Words_that_are_no_audience_are_refused(string word) =>
        Assert.Equal("mayRead", AccessRules.MayBe(new(Read: word))?.Field);

    private static (string, int) Why(Audience audience, Person? reader) =>
        AccessRules.May(audience, reader) is { } refusal ? (refusal.Code, refusal.Status) : ("", 0);

    private static Access Of(SiteSettings site, string? section) => AccessRules.Of(AccessWords.None, section, site);

    private static Person Guest() => Person.Guest(new SiteId(1), new PersonId(2), "Ann", [1], Now);

    private static Person Member(params string[] claims)
    {
        var person = Person.OfAccount(new SiteId(1), new PersonId(3), new AccountId(4), "Ben", Now);
        person.Hold(claims);
        return person;
    }
}

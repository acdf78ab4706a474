using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Comments;
using Parley.Platform.Data;
using Parley.Stories;
using Parley.Tests.Hosting;

namespace Parley.Tests.Transfer;

public sealed class RoundTripTest
{
    /// <summary>Tables an export carries.</summary>
    private static readonly string[] Carried =
    [
        "accounts", "comment_revisions", "comments", "corrections", "external_sign_ins", "former_names", "ignored_people", "passkeys", "people",
        "screenings", "settings", "sites", "state_changes", "stories", "story_urls", "word_lists",
    ];

    /// <summary>Tables that stay behind, each with its reason. A new table joins one list or the other.</summary>
    private static readonly Dictionary<string, string> LeftBehind = new()
    {
        ["alerts"] = "who was told of which case here: it is told once, and cases stay behind",
        ["desk_filters"] = "views of this installation's moderators, by its accounts and ids",
        ["decided_texts"] = "prints of texts that decisions of this installation were about; they stay behind with them",
        ["api_keys"] = "credentials of the publisher's server; a new key is made where the site goes on",
        ["site_secrets"] = "credentials of the publisher's server, sealed with this installation's secret",
        ["open_id_providers"] = "credentials at other machines, sealed with this installation's secret, for the address this one is reached at",
        ["measures"] = "what holds for a while in single threads and for single people here",
        ["refused_texts"] = "that texts were refused here and why, for as long as one may appeal here; forgotten after half a year",
        ["idempotency_keys"] = "forgotten after a day",
        ["authors_due"] = "comments that change hands within the minute; an export shows those of whoever was erased as they will be",
        ["erased_labels"] = "kept while an account is being erased and no longer",
        ["events"] = "what happened in this installation, forgotten after 30 days",
        ["sessions"] = "readers sign in again",
        ["avatars"] = "pictures: a publisher's are fetched again when its readers sign in, others are chosen anew",
        ["codes"] = "good for minutes",
        ["used_tokens"] = "good for minutes",
        ["comment_search"] = "the search index, made again from the comments",
        ["search_due"] = "what this installation's search index has yet to take in",
        ["inbox"] = "what readers were told here and have mostly read; forgotten after half a year",
        ["mail_wishes"] = "how often this installation may write; another asks for itself",
        ["thread_mails"] = "addresses left with this installation and sealed with its secret; another asks for itself",
        ["thread_news"] = "what those addresses are about to be told",
        ["outbox"] = "mail on its way, sealed with this installation's secret",
        ["key_ring"] = "of the installation, no site's: sealed with its secret",
        ["staff_changes"] = "what this installation's staff changed, whose accounts stay here",
        ["event_cursors"] = "of the installation, no site's: how far each reaction has read its events",
        ["audit_log"] = "what was done in this installation, in one chain for all its sites, signed with its secret",
        ["audit_values"] = "what of that may tell of a person",
        ["audit_head"] = "where that chain ends",
        ["reports"] = "what waits for this installation's moderators, and what readers' reports weigh with them",
        ["cases"] = "the queue of this installation's moderators: where the site goes on it is opened again by what waits there",
        ["case_notes"] = "what this installation's staff, whose accounts stay here, said to each other",
        ["decisions"] = "statements of this installation's moderators, which answer for them here; their effect goes along with comments and people",
        ["notices"] = "what somebody told this installation's moderators, their name and address sealed with its secret, and answered from here",
        ["notice_items"] = "the comments those name, and what was decided here",
        ["notice_senders"] = "keyed hashes of addresses, made with this installation's secret",
        ["authority_orders"] = "what authorities ordered of whoever runs this installation and answers for it; what was handed over is sealed with its secret",
        ["order_items"] = "the comments those name, and what was decided here",
        ["order_people"] = "who was told of them from here",
        ["flaggers"] = "whose addresses are this installation's, known by a hash; where the site goes on they are given new ones",
        ["appellants"] = "whom this installation's moderators warned for their appeals",
        ["threat_news"] = "what readers were told here about threats; forgotten after half a year",
        ["threat_files"] = "evidence kept here for an authority, sealed with this installation's secret: whoever froze it answers for it",
        ["appeals"] = "against those decisions, decided where they were taken",
        ["schema_versions"] = "of the installation, no site's: which migrations it has had",
    };

    /// <summary>Columns that are made again from others, or anew.</summary>
    private static readonly string[] MadeAgain =
        ["html", "folded_html", "renderer", "fold", "text_html", "text_renderer", "note_html", "name_key", "security_stamp", "concurrency_stamp"];

    /// <summary>Columns that stay behind: rights of staff, names of pictures, and what is sealed with the installation's secret or counts for minutes.</summary>
    private static readonly string[] Dropped =
        ["role", "warning_id", "peak_readers", "avatar", "is_owner", "is_two_factor", "authenticator_key", "recovery_codes", "failed_tries", "locked_until"];

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        foreach (var from in new Engines())
            foreach (var to in new Engines())
                pairs.Add(from.Data, to.Data);
        return pairs;
    }

    [Theory, MemberData(nameof(Pairs))]
    public async Task Export_import_export_gives_the_same_bytes(string from, string to)
    {
        await using var here = await TransferPlace.Create(from);
        await using var there = await TransferPlace.Create(to);
        await FullSite.Store(here.Door);
        var left = await here.Export(FullSite.Name, withCredentials: true);

        await there.Bring(left);

        var returned = await there.Export(FullSite.Name, withCredentials: true);
        Assert.Equal(Encoding.UTF8.GetString(left), Encoding.UTF8.GetString(returned));
    }

    [Theory, MemberData(nameof(Pairs))]
    public async Task Every_row_and_column_comes_back_counts_included(string from, string to)
    {
        await using var here = await TransferPlace.Create(from);
        await using var there = await TransferPlace.Create(to);
        await FullSite.Store(here.Door);

        await there.Bring(await here.Export(FullSite.Name, withCredentials: true));

        foreach (var table in Carried)
            Assert.Equal(await here.Dump(table, [.. MadeAgain, .. Dropped]), await there.Dump(table, [.. MadeAgain, .. Dropped]));
        await using var db = await there.Open();
        await Recounting.AssertCounts(db);
    }

    [Fact]
    public async Task The_site_these_tests_carry_fills_every_column()
    {
        await using var here = await TransferPlace.Create(Engines.Sqlite);

        await FullSite.Store(here.Door);

        await using var db = await here.Open();
        foreach (var table in Carried)
        {
            var columns = db.Model.GetEntityTypes().Single(type => type.GetTableName() == table).GetProperties().Select(property => property.GetColumnName());
            Assert.Empty(columns.Except(MadeAgain).Except(Dropped).Except(await here.FilledColumns(table)));
        }
    }

    [Theory, ClassData<Engines>]
    public async Task Every_table_is_carried_or_left_behind_for_a_reason(string engine)
    {
        await using var here = await TransferPlace.Create(engine);

        var tables = await here.Tables();

        Assert.Equal(Carried.Concat(LeftBehind.Keys).Order(StringComparer.Ordinal), tables);
        Assert.All(LeftBehind.Values, Assert.NotEmpty);
    }

    [Theory, ClassData<Engines>]
    public async Task Hashes_of_secrets_go_along_only_when_asked_for(string engine)
    {
        await using var here = await TransferPlace.Create(engine);
        await using var bare = await TransferPlace.Create(engine);
        await using var full = await TransferPlace.Create(engine);
        await FullSite.Store(here.Door);

        await bare.Bring(await here.Export(FullSite.Name));
        await full.Bring(await here.Export(FullSite.Name, withCredentials: true));

        var withoutAny = Encoding.UTF8.GetString(await here.Export(FullSite.Name));
        Assert.All(["secretHash", "passwordHash", "passkeys"], field => Assert.DoesNotContain(field, withoutAny, StringComparison.Ordinal));
        Assert.False((await Guest(bare)).Opens(FullSite.GuestSecret));
        Assert.True((await Guest(full)).Opens(FullSite.GuestSecret));
    }

    [Theory, ClassData<Engines>]
    public async Task What_was_rendered_or_counted_since_does_not_change_the_bytes(string engine)
    {
        await using var here = await TransferPlace.Create(engine);
        await FullSite.Store(here.Door);
        var before = await here.Export(FullSite.Name);

        await here.Door.Write(
            async db =>
            {
                foreach (var comment in await db.Comments.AsTracking().ToListAsync())
                {
                    comment.Show(CommentText.RenderStored(comment.Body, 200, comment.Fold));
                    comment.Count(3);
                }
                foreach (var story in await db.Stories.AsTracking().ToListAsync())
                    story.Count(5, DateTimeOffset.UnixEpoch.AddYears(80));
            },
            default);

        Assert.Equal(Encoding.UTF8.GetString(before), Encoding.UTF8.GetString(await here.Export(FullSite.Name)));
    }

    [Theory, ClassData<Engines>]
    public async Task A_site_may_come_back_under_another_name(string engine)
    {
        await using var here = await TransferPlace.Create(engine);
        await using var there = await TransferPlace.Create(engine);
        await FullSite.Store(here.Door);

        var imported = await there.Bring(await here.Export(FullSite.Name), "kurier");

        Assert.True(imported.Target.IsNew);
        var returned = Encoding.UTF8.GetString(await there.Export("kurier"));
        Assert.Equal(Encoding.UTF8.GetString(await here.Export(FullSite.Name)), returned.Replace("\"name\":\"kurier\"", "\"name\":\"courier\"", StringComparison.Ordinal));
    }

    [Theory, ClassData<Engines>]
    public async Task Staff_leave_their_name_behind_and_neither_account_nor_role(string engine)
    {
        await using var here = await TransferPlace.Create(engine);
        await using var there = await TransferPlace.Create(engine);
        await FullSite.Store(here.Door);
        await FullSite.AddStaff(here.Door);
        var left = await here.Export(FullSite.Name, withCredentials: true);

        await there.Bring(left);

        await using var db = await there.Open();
        var editor = await db.People.SingleAsync(person => person.Name == "The editor");
        Assert.Equal((null, Role.Member), (editor.AccountId, editor.Role));
        Assert.DoesNotContain(await db.Accounts.ToListAsync(), account => account.IsStaff);
        Assert.Equal(Encoding.UTF8.GetString(left), Encoding.UTF8.GetString(await there.Export(FullSite.Name, withCredentials: true)));
    }

    private static async Task<Person> Guest(TransferPlace place)
    {
        await using var db = await place.Open();
        return await db.People.FirstAsync(person => person.Kind == PersonKind.Guest && person.MergedInto == null);
    }
}

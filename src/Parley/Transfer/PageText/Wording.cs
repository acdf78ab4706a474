using System.Collections.Frozen;

namespace Parley.Transfer.PageText;

/// <summary>The words that rules listen for. Lists, not grammar: what is missing here costs a clue, never a comment.</summary>
internal static class Wording
{
    /// <summary>Words too common to tell one comment from another.</summary>
    public static readonly FrozenSet<string> Common = Fold(
        """
        a an the this that these those there here it its he him his she her they them their we us our i me my mine you your yours
        is are was were be been being am do does did doing done has have had having will would shall should can could may might must
        not no nor yes and or but if so as than then too also just only even still very much many more most some any all both each
        every other another such same own of to in on at by for from with without into onto over under about above after before
        again against between through during until while because since up down out off near who whom whose which what when where
        why how one two first last new now ever never always get got go going gone come came make made take took say said see saw
        know think want well good like let back way thing things people time don't didn't doesn't isn't aren't wasn't won't can't
        couldn't wouldn't i'm you're he's she's it's we're they're i've you've i'll you'll that's there's what's really maybe
        der die das ein eine und oder aber nicht ist sind war ich du er sie wir ihr es zu auf mit von für den dem des im
        le la les un une des et ou mais ne pas est sont je tu il elle nous vous ils de du au en dans pour que qui ce
        el los las una y o pero no es son yo él ella en por para que se lo
        и в не на что он она я ты вы мы с а но как это то по из у за от
        """);

    /// <summary>Words that make a line a piece of a sentence and not a name.</summary>
    public static readonly FrozenSet<string> InSentences = Fold(
        """
        i me my mine you your yours he him his she her they them their we us our it its this that these those is are was were be
        been am do does did has have had will would shall should can could may might must not no yes to in on at for with
        without into over under about after before against between when where why how what who if so than then because but or as
        always never only just all every more most very here there again don't didn't doesn't isn't aren't won't can't i'm you're
        it's that's course
        nicht ist sind und ich du wir sie mit auf für im pas est sont je nous dans pour sur no es son yo en por para
        не на что он она я ты вы мы как это
        """);

    /// <summary>Small words that stand inside names.</summary>
    public static readonly FrozenSet<string> NameParticles = Fold(
        "of de da do dos di del della der den des van von zu le la el al bin ibn ben abu the and y e und et ter ten av af from");

    /// <summary>How sentences of wishes and thanks begin that would pass for names by their capitals.</summary>
    public static readonly FrozenSet<string> Courtesies = Fold(
        """
        best kind warm regards thanks thank good god bless happy merry long live well great nice dear yours sincerely cheers hello hi
        rest welcome happy congratulations bravo amen shame viva vive hail hear yes no true so very too
        """);

    /// <summary>Words of dates and of what pages print around comments.</summary>
    public static readonly FrozenSet<string> Furniture = Fold(
        """
        monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october
        november december minutes minute hours hour days day weeks week months month years year ago reply replies share report
        comments comment likes edited subscribe related advertisement jpeg jpg png gif kb mb photo image video source update
        """);

    /// <summary>Words that speak to someone.</summary>
    public static readonly FrozenSet<string> SecondPerson = Fold(
        """
        you your yours yourself yourselves you're you've you'll you'd u ur thou thy
        du dich dir dein deine deinen deinem euch euer eure
        tu toi vous votre vos ti usted ustedes tú tuyo
        ты вы тебя тебе вас вам твой твоя ваш ваша
        """);

    /// <summary>Words that speak of the one who speaks.</summary>
    public static readonly FrozenSet<string> FirstPerson = Fold(
        "i me my mine myself i'm i've i'll i'd im ich mich mir mein meine je moi mon ma mes yo mi я меня мне мой моя");

    /// <summary>Words a report is built with, and a comment hardly ever.</summary>
    public static readonly FrozenSet<string> Reporting = Fold(
        """
        said says told according reported announced stated added spokesman spokeswoman spokesperson statement officials published
        revealed confirmed minister president director council chairman agency interview
        sagte laut teilte erklärte selon déclaré affirmé según dijo declaró сообщил заявил сказал
        """);

    /// <summary>What a page prints between its story and its comments.</summary>
    public static readonly FrozenSet<string> CommentsHeading = Fold(
        "comments comment discussion responses replies kommentare commentaires comentarios commenti комментарии");

    /// <summary>What stands before an author's name on a by-line.</summary>
    public static readonly FrozenSet<string> ByLine = Fold("by von par por di door af av автор");

    /// <summary>Capitalised words that begin sentences and are nobody's name.</summary>
    public static readonly FrozenSet<string> Openers = Fold(
        """
        actually honestly obviously clearly sorry please thanks exactly agreed indeed however therefore perhaps sure okay hey lol
        haha wow right wrong true false everyone everybody anyone guys folks sir madam mate friend friends dude man bro remember
        imagine consider look listen read stop keep tell give ask try wait today tomorrow yesterday meanwhile instead yet once
        neither either whatever whoever nobody nothing something someone somebody everything anyway besides moreover furthermore
        finally personally frankly seriously basically unfortunately fortunately luckily sadly hopefully surely certainly probably
        possibly definitely absolutely correct incorrect nonsense rubbish bullshit god jesus christ heaven ladies gentlemen
        comrade brother sister dear mister mr mrs ms dr understand understood part yeah yep nope nah hello regards
        """);

    private static FrozenSet<string> Fold(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Words.Fold).ToFrozenSet(StringComparer.Ordinal);
}

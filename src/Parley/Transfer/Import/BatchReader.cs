using System.Runtime.CompilerServices;
using Parley.Transfer.Records;

namespace Parley.Transfer.Import;

/// <summary>Gathers the records of a file that was found sound into batches, cut between units only.</summary>
internal sealed class BatchReader(Stream stream)
{
    private StoryUnit? _story;
    private CommentUnit? _comment;

    public async IAsyncEnumerable<ImportBatch> ReadAll([EnumeratorCancellation] CancellationToken cancellation)
    {
        var records = new RecordReader(stream);
        await records.ReadHeader(cancellation);
        var batch = new ImportBatch();
        await foreach (var line in records.ReadAll(cancellation))
        {
            var record = line.Record ?? throw new IOException($"The file changed while it was read: line {line.Number} is another now.");
            if (batch.IsFull && record is AccountRecord or PersonRecord or IgnoreRecord or StoryRecord or CommentRecord)
            {
                yield return batch;
                batch = new ImportBatch();
            }
            Add(batch, record, line.Number);
        }
        yield return batch;
    }

    private void Add(ImportBatch batch, ExportRecord record, int line)
    {
        switch (record)
        {
            case AccountRecord account:
                batch.Add(account);
                break;
            case PersonRecord person:
                batch.Add(person);
                break;
            case IgnoreRecord ignore:
                batch.Add(ignore);
                break;
            case StoryRecord story:
                (_story, _comment) = (new StoryUnit(story), null);
                batch.Add(_story);
                break;
            case CommentRecord comment when _story is not null:
                batch.Add(_comment = new CommentUnit(_story, comment));
                break;
            case WordListRecord list:
                batch.Add(list);
                break;
            case RevisionRecord or CorrectionRecord or ScreeningRecord or ChangeRecord when _comment is not null:
                _comment.Add(record);
                batch.Weigh(record);
                break;
            case ChangeRecord change when _story is not null:
                _story.Changes.Add(change);
                batch.Weigh(change);
                break;
            case SiteRecord or EndRecord:
                break;
            default:
                throw new IOException($"The file changed while it was read: line {line} is another now.");
        }
    }
}

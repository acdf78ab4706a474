using System.Security.Cryptography;
using Parley.Platform.Data;

namespace Parley.Moderation.Record;

/// <summary>Writes deeds into the record, beside what they changed.</summary>
internal sealed class KeptRecord(IdSource ids) : IRecord
{
    public void Add(ParleyContext db, Deed deed)
    {
        var row = new AuditRow(ids.New<AuditId>(), deed);
        db.Add(row);
        foreach (var (name, value) in deed.Personal)
            if (value is not null)
                db.Add(new AuditValue(row.Id, name, value, RandomNumberGenerator.GetBytes(AuditValue.SaltBytes), deed.Site, deed.PersonId, deed.At));
    }
}

using System.CommandLine;
using Parley.Platform.Installation;

namespace Parley.Transfer;

/// <summary>A kind of file that discussions can be brought in from: one class, and one line in <see cref="TransferFeature"/>.</summary>
/// <remarks>
/// What it reads becomes records (<see cref="Records"/>) with source and source id, which <see cref="Import.BatchWriter"/>
/// stores: then a run can be stopped and taken up, and a repeated run changes nothing.
/// </remarks>
internal interface IImportFormat
{
    /// <summary>As it stands on the command line: <c>parley import NAME</c>.</summary>
    string Name { get; }

    /// <summary>One sentence for <c>--help</c>.</summary>
    string Description { get; }

    /// <summary>Adds arguments and options to its command, and what it does.</summary>
    void Fill(Command command, CommandServices commands);
}

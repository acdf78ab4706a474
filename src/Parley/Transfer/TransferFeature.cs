using Parley.Transfer.Export;
using Parley.Transfer.Import;

namespace Parley.Transfer;

/// <summary>Leaving and returning: export, and import from our own and other formats.</summary>
internal static class TransferFeature
{
    /// <summary>Every format that can be imported, in the order of the help.</summary>
    public static IReadOnlyList<IImportFormat> Formats { get; } =
    [
        new ParleyFormat(),
        new PageTextFormat(),
    ];

    public static void AddTransfer(this IServiceCollection services)
    {
        services.AddSingleton<SiteExport>();
        services.AddSingleton<FileCheck>();
        services.AddSingleton<SiteImport>();
        services.AddSingleton<PageTextImport>();
    }

    public static void MapTransfer(this IEndpointRouteBuilder app) => StaffExport.Map(app);
}

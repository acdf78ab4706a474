using Parley.Moderation.Alerts;
using Parley.Moderation.Cases;
using Parley.Moderation.Decisions;
using Parley.Moderation.Figures;
using Parley.Moderation.Flaggers;
using Parley.Moderation.Misuse;
using Parley.Moderation.Notices;
using Parley.Moderation.Orders;
using Parley.Moderation.Record;
using Parley.Moderation.Reports;
using Parley.Moderation.Screens;
using Parley.Moderation.Terms;
using Parley.Moderation.Threats;

namespace Parley.Moderation;

/// <summary>What readers report and moderators decide, each decision with its reason, and the record of it all.</summary>
internal static class ModerationFeature
{
    public static void AddModeration(this IServiceCollection services)
    {
        services.AddRecord();
        services.AddReports();
        services.AddAlerts();
        services.AddCases();
        services.AddDecisions();
        services.AddNotices();
        services.AddOrders();
        services.AddFlaggers();
        services.AddThreats();
        services.AddFigures();
        services.AddTerms();
        services.AddMisuse();
        services.AddScreens();
    }

    public static void MapModerationApi(this RouteGroupBuilder api) => ReportDoor.MapApi(api);

    public static void MapModeration(this IEndpointRouteBuilder app)
    {
        ReportDoor.Map(app);
        Desk.DeskDoor.Map(app);
        StatementDoor.Map(app);
        NoticeDoor.Map(app);
        OrderDoor.Map(app);
        FlaggerDoor.Map(app);
        ThreatDoor.Map(app);
        FiguresDoor.Map(app);
        TermsDoor.Map(app);
        MisuseDoor.Map(app);
        app.MapScreens();
    }
}

namespace Parley.Platform.Mail;

/// <summary>Mail: written with what it tells of, sent afterwards.</summary>
internal static class MailFeature
{
    public static void AddMail(this IServiceCollection services, MailOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<Outbox>();
        if (options.Server is null)
            services.AddSingleton<IMailCarrier, FolderCarrier>();
        else
            services.AddSingleton<IMailCarrier, SmtpCarrier>();
        services.AddHostedService<OutboxSender>();
    }
}

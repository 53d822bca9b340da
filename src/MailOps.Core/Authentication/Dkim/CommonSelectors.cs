namespace MailOps.Authentication.Dkim;

/// <summary>Selectors that mail programs and services use unless told otherwise; collected from their public documentation.</summary>
internal static class CommonSelectors
{
    /// <summary>A selector that nobody uses: what it finds comes from a wildcard.</summary>
    public const string Nobodys = "mailops-wildcard-check-4c1f";

    public static TextList All { get; } = new(
    [
        // names that admins and programs choose
        "default", "dkim", "dkim1", "dkim2", "mail", "mail2", "email", "smtp", "mx", "mta", "key", "key1", "key2", "key3", "s1", "s2", "s3", "x", "dk", "sel1", "sel2",
        "selector", "server", "rsa", "rsa1", "rsa2", "ed25519", "ed", "main", "private", "test", "m1", "m2",

        // Microsoft 365, Google, Apple, Yandex, Mail.ru, Zoho, Proton, Fastmail, Migadu, Gandi, mailbox.org
        "selector1", "selector2", "google", "20161025", "20210112", "20221208", "20230601", "sig1", "mailru", "zoho", "zmail", "protonmail", "protonmail2", "protonmail3",
        "fm1", "fm2", "fm3", "mesmtp", "gm1", "gm2", "gm3", "mbo0001", "mbo0002", "mbo0003", "mbo0004",

        // hosters
        "s1-ionos", "s2-ionos", "strato-dkim-0002", "strato-dkim-0003", "hostingermail1", "hostingermail-a", "hostingermail-b", "hostingermail-c", "titan1", "titan2",

        // services that send for others
        "k1", "k2", "k3", "mandrill", "mte1", "mte2", "mailjet", "smtpapi", "sendgrid", "mailo", "mg", "pic", "krs", "pm", "pm-bounces", "brevo1", "brevo2", "cm", "ctct1", "ctct2",
        "kl", "kl2", "hs1", "hs2", "acdkim1", "acdkim2", "litesrv", "ml", "mlsend", "mlsend2", "zendesk1", "zendesk2", "intercom", "resend", "api", "turbo-smtp", "everlytickey1",
        "everlytickey2", "eversrv", "mxvault", "sailthru", "spop1024", "scph0920", "cio", "fdm", "fd", "sfdc", "200608", "mimecast20190104", "proofpoint", "ses", "amazonses",
    ]);
}

using MailOps.Net;

namespace MailOps.Domains.Servers;

/// <summary>The errors of naming a server; ids in docs/errors.md.</summary>
internal static class SmtpServerErrors
{
    public static MailOpsException InvalidServer(string text)
    {
        var shown = WireText.Preview(WireText.Printable(text));
        return new(
            "MailOps.Domain.InvalidServer",
            MailOpsErrorKind.InvalidArgument,
            new Localized($"'{shown}' names no server.", $"'{shown}' nennt keinen Server.").Current,
            new Localized(
                "Write host, host:port or [IPv6 address]:port, such as mx.corp.example:25.",
                "Host, Host:Port oder [IPv6-Adresse]:Port schreiben, etwa mx.corp.example:25.").Current);
    }
}

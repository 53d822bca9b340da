using MailOps.Smtp;

namespace MailOps.Outbox;

/// <summary>Knows the transport behind the name of a server that a queued mail carries.</summary>
public interface IMailTransportSource
{
    /// <summary>The transport of a server; asked often, so it keeps what it made.</summary>
    /// <param name="server">The server as the mail names it; empty for the configured default.</param>
    /// <exception cref="MailOpsException">There is no such server, or its set-up is wrong: its mail stays queued.</exception>
    IMailTransport Get(string server);
}

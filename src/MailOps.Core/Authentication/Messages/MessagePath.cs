using System;
using System.Collections.Generic;
using System.Net;
using MailOps.Authentication.Signing;
using MailOps.Authentication.Spf;

namespace MailOps.Authentication;

/// <summary>How a message came: what the caller says, else what the header says, with the trust that this takes.</summary>
internal sealed class MessagePath
{
    public IPAddress? ClientAddress { get; private set; }

    public string Helo { get; private set; } = "";

    /// <summary>Null when nothing says it.</summary>
    public string? MailFrom { get; private set; }

    public string By { get; private set; } = "";

    public string MessageId { get; private set; } = "";

    public ClientSource Source { get; private set; }

    public static MessagePath Read(SignedHeader header, MailAuthenticationQuery query, List<Finding> findings)
    {
        var path = new MessagePath { ClientAddress = query.ClientAddress, Helo = query.Helo ?? "", MailFrom = query.MailFrom };
        path.Source = query.ClientAddress is null ? ClientSource.None : ClientSource.Given;
        for (var i = 0; i < header.Count; i++)
        {
            if (path.MailFrom is null && header.IsNamed(i, "return-path"u8))
            {
                path.MailFrom = AuthenticationResultsText.Unfold(header.Value(i)).Trim(' ', '<', '>');
            }
            else if (path.MessageId.Length == 0 && header.IsNamed(i, "message-id"u8))
            {
                path.MessageId = DisplayText.Quote(AuthenticationResultsText.Unfold(header.Value(i)).Trim(' ', '<', '>'));
            }
            else if (path.ClientAddress is null && header.IsNamed(i, "received"u8))
            {
                path.TakeClient(ReceivedField.Read(header.Value(i)), query, findings);
            }
        }

        if (path.ClientAddress is null)
        {
            findings.Add(MessageFindings.ClientUnknown.Found());
        }
        else if (path.MailFrom is null)
        {
            findings.Add(MessageFindings.SenderUnknown.Found());
        }

        return path;
    }

    /// <summary>The question to SPF; without a sender the HELO name stands for it (RFC 7208 section 2.4).</summary>
    public SpfQuery ToSpfQuery() => new()
    {
        ClientAddress = ClientAddress!,
        MailFrom = MailFrom ?? "",
        Helo = Helo,
        Scope = MailFrom is null ? SpfScope.Helo : SpfScope.MailFrom,
    };

    private void TakeClient(ReceivedField received, MailAuthenticationQuery query, List<Finding> findings)
    {
        var isTrusted = query.TrustedHost.Length > 0
            ? string.Equals(received.By, query.TrustedHost, StringComparison.OrdinalIgnoreCase) && received.ClientAddress is not null
            : received.IsFromOutside;
        if (!isTrusted)
        {
            return;
        }

        ClientAddress = received.ClientAddress;
        Helo = query.Helo ?? received.Helo;
        By = DisplayText.Quote(received.By);
        Source = ClientSource.ReceivedField;
        if (query.TrustedHost.Length == 0)
        {
            findings.Add(MessageFindings.ClientFromHeader.Found(ClientAddress, By));
        }
    }
}

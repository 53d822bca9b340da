#pragma warning disable CA1835 // .NET Framework, where these tests run too, lacks the newer overloads.
using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace MailOps.Tests.Servers;

/// <summary>A real rspamd that judges messages by SPF, DKIM, DMARC and ARC, asking one DNS server. Skips the calling test where it is not installed.</summary>
internal sealed class Rspamd : IDisposable
{
    private readonly RealServer _server;

    /// <param name="dns">The DNS server that it asks.</param>
    public Rspamd(RealServer dns)
    {
        ServerScripts.Require("rspamd", "/usr/bin/rspamd");
        _server = RealServer.Start("rspamd-up", environment: null, dns.Port.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The names of the symbols, such as <c>R_SPF_ALLOW</c>, that it gives a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="address">The client.</param>
    /// <param name="helo">Its name.</param>
    /// <param name="sender">The envelope sender.</param>
    /// <param name="fields">More fields of the request, each with its line end.</param>
    public async Task<string> CheckAsync(byte[] message, string address, string helo, string sender, string fields = "")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _server.Port);
        var stream = client.GetStream();
        var head = Encoding.ASCII.GetBytes(
            "POST /checkv2 HTTP/1.0\r\nIP: " + address + "\r\nHelo: " + helo + "\r\nFrom: " + sender + "\r\nRcpt: bob@x.test\r\n" + fields + "Content-Length: "
            + message.Length.ToString(CultureInfo.InvariantCulture) + "\r\n\r\n");
        await stream.WriteAsync(head, 0, head.Length);
        await stream.WriteAsync(message, 0, message.Length);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    public void Dispose() => _server.Dispose();
}

using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Dns;

/// <summary>Connections that fail before the first query is on its way.</summary>
public sealed class StreamTransportTests
{
    [Fact]
    public async Task A_connection_that_fails_at_once_ends_its_query_with_the_reason()
    {
        var refused = new MailOpsException("MailOps.Net.Untrusted", MailOpsErrorKind.AccessDenied, "The certificate is for another name.", "Name the server.");
        var reply = await Ask(_ => Task.FromException<Stream>(refused));
        Assert.Equal((DnsReplyKind.Untrusted, refused.Message), (reply.Kind, reply.Detail));

        Assert.Equal(DnsReplyKind.Unreachable, (await Ask(_ => Task.FromException<Stream>(new SocketException(10061)))).Kind);
    }

    [Fact]
    public async Task A_port_that_refuses_each_connection_is_a_failure_every_time()
    {
        using var reserved = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        reserved.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var resolver = new DnsResolver(new DnsResolverOptions
        {
            Servers = [new DnsServer(IPAddress.Loopback, ((IPEndPoint)reserved.LocalEndPoint!).Port)],
            Transport = DnsTransportMode.Tcp,
        });

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => resolver.GetMxAsync("n" + i + ".example", CancellationToken.None).AsTask()));
        Assert.All(answers, a => Assert.Equal((DnsStatus.TempError, DnsFailureReason.Unreachable), (a.Status, a.Failure!.Reason)));
    }

    private static async Task<DnsReply> Ask(StreamConnector connect)
    {
        var clock = new ManualClock();
        using var transport = new StreamTransport(connect, clock, new DnsCounters());
        var question = new DnsQuestion("a.example", DnsRecordType.MX);
        var query = new PendingQuery(question, new byte[32], transport, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
        transport.Send(query);
        return await query.Task;
    }
}

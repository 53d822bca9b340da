using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;
using Xunit;

namespace MailOps.Tests.Net;

public sealed class HostConnectorTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public HostConnectorTests() => _listener.Start();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[127.0.0.1]")]
    public async Task Connects_to_an_address_without_asking_anybody(string host)
    {
        using var socket = await new HostConnector(MailClock.System, Never).ConnectAsync(host, Port, Long, default);
        Assert.True(socket.Connected);
    }

    [Fact]
    public async Task Tries_the_next_address_when_one_refuses()
    {
        // Nobody listens on port 1 of either family, nor on the IPv6 loopback.
        using var socket = await new HostConnector(MailClock.System, Knows("::1", "127.0.0.2", "127.0.0.1")).ConnectAsync("mx.test", Port, Long, default);
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)socket.RemoteEndPoint!).Address);
    }

    [Fact]
    public async Task Says_why_when_no_address_answers()
    {
        _listener.Stop();
        var error = await Assert.ThrowsAsync<MailOpsException>(
            () => new HostConnector(MailClock.System, Knows("127.0.0.1", "127.0.0.2")).ConnectAsync("mx.test", 1, Long, default));
        Assert.Equal("MailOps.Net.ConnectFailed", error.ErrorId);
        Assert.Contains("mx.test:1", error.Message);
    }

    [Fact]
    public async Task Comes_from_the_address_it_was_told_and_asks_only_addresses_of_that_family()
    {
        var connector = new HostConnector(MailClock.System, Knows("::1", "127.0.0.1"), IPAddress.Loopback);
        using var socket = await connector.ConnectAsync("mx.test", Port, Long, default);
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)socket.LocalEndPoint!).Address);
        var error = await Assert.ThrowsAsync<MailOpsException>(() => connector.ConnectAsync("::1", Port, Long, default));
        Assert.Equal("MailOps.Net.HostNotFound", error.ErrorId);
    }

    [Fact]
    public async Task A_host_without_address_is_not_found()
    {
        var error = await Assert.ThrowsAsync<MailOpsException>(
            () => new HostConnector(MailClock.System, Knows()).ConnectAsync("mx.test", Port, Long, default));
        Assert.Equal("MailOps.Net.HostNotFound", error.ErrorId);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, "MailOps.Net.HostNotFound")]
    [InlineData(SocketError.TryAgain, "MailOps.Net.LookupFailed")]
    public async Task No_such_host_and_no_answer_are_two_errors(SocketError code, string errorId)
    {
        var connector = new HostConnector(MailClock.System, (_, _) => throw new SocketException((int)code));
        var error = await Assert.ThrowsAsync<MailOpsException>(() => connector.ConnectAsync("mx.test", Port, Long, default));
        Assert.Equal(errorId, error.ErrorId);
    }

    [Fact]
    public async Task Gives_up_when_the_time_is_over()
    {
        var clock = new ManualClock();
        var connecting = new HostConnector(clock, Never).ConnectAsync("mx.test", Port, TimeSpan.FromSeconds(30), default);
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(connecting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("MailOps.Net.Timeout", (await Assert.ThrowsAsync<MailOpsException>(() => connecting)).ErrorId);
    }

    [Fact]
    public async Task Cancelling_ends_a_look_up_that_never_ends()
    {
        using var cancel = new CancellationTokenSource();
        var connecting = new HostConnector(new ManualClock(), Never).ConnectAsync("mx.test", Port, Long, cancel.Token);
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    [Fact]
    public async Task The_system_finds_localhost()
    {
        using var socket = await new HostConnector(MailClock.System).ConnectAsync("localhost", Port, Long, default);
        Assert.True(socket.Connected);
    }

    [Fact]
    public async Task The_system_does_not_find_an_invalid_name()
    {
        var error = await Assert.ThrowsAsync<MailOpsException>(
            () => new HostConnector(MailClock.System).ConnectAsync(new string('x', 300) + ".invalid", Port, Long, default));
        Assert.Contains(error.ErrorId, new[] { "MailOps.Net.HostNotFound", "MailOps.Net.LookupFailed" });
    }

    public void Dispose() => _listener.Stop();

    private static HostLookup Knows(params string[] addresses) =>
        (_, _) => Task.FromResult<IReadOnlyList<IPAddress>>([.. addresses.Select(IPAddress.Parse)]);

    private static async Task<IReadOnlyList<IPAddress>> Never(string host, CancellationToken cancellationToken)
    {
        await new ManualClock().Delay(Long, cancellationToken);
        return [];
    }
}

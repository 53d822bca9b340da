using System;
using System.Linq;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Dns;

public sealed class DnsServerTests
{
    [Theory]
    [InlineData("192.0.2.53", "192.0.2.53", 53, "192.0.2.53:53")]
    [InlineData("192.0.2.53:5353", "192.0.2.53", 5353, "192.0.2.53:5353")]
    [InlineData("2001:db8::53", "2001:db8::53", 53, "[2001:db8::53]:53")]
    [InlineData("[2001:db8::53]", "2001:db8::53", 53, "[2001:db8::53]:53")]
    [InlineData("[2001:db8::53]:5353", "2001:db8::53", 5353, "[2001:db8::53]:5353")]
    [InlineData(" localhost:5353 ", "localhost", 5353, "localhost:5353")]
    [InlineData("dns.example.com", "dns.example.com", 53, "dns.example.com:53")]
    [InlineData("tls://192.0.2.53", "192.0.2.53", 853, "tls://192.0.2.53:853")]
    [InlineData("TLS://192.0.2.53:8853/#dns.example", "192.0.2.53", 8853, "tls://192.0.2.53:8853#dns.example")]
    [InlineData("tls://[2001:db8::53]#dns.example", "2001:db8::53", 853, "tls://[2001:db8::53]:853#dns.example")]
    [InlineData("https://dns.example/dns-query", "dns.example", 443, "https://dns.example:443/dns-query")]
    [InlineData("https://192.0.2.53:8443/q?a=b#dns.example", "192.0.2.53", 8443, "https://192.0.2.53:8443/q?a=b#dns.example")]
    public void Reads_a_server(string text, string host, int port, string shown)
    {
        var server = DnsServer.Parse(text);
        Assert.Equal((host, port, shown), (server.Host, server.Port, server.ToString()));
        Assert.Equal(server, DnsServer.Parse(shown));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(":53")]
    [InlineData("192.0.2.53:")]
    [InlineData("192.0.2.53:0")]
    [InlineData("192.0.2.53:65536")]
    [InlineData("192.0.2.53:+53")]
    [InlineData("192.0.2")]
    [InlineData("192.0.2.256")]
    [InlineData("1")]
    [InlineData("[192.0.2.53]")]
    [InlineData("[2001:db8::53")]
    [InlineData("[2001:db8::53]5353")]
    [InlineData("2001:db8::53::1")]
    [InlineData("two words")]
    [InlineData("192.0.2.53,192.0.2.54")]
    [InlineData("dns.example;dns2.example")]
    [InlineData("https://dns.example/")]
    [InlineData("https://dns.example")]
    [InlineData("https://dns.example/dns query")]
    [InlineData("https://dns.example/dns-query{?dns}")]
    [InlineData("https:///dns-query")]
    [InlineData("http://dns.example/dns-query")]
    [InlineData("tls://")]
    [InlineData("tls://192.0.2.53/path")]
    [InlineData("tls://192.0.2.53#")]
    [InlineData("tls://192.0.2.53#two words")]
    [InlineData("tls://192.0.2.53:0")]
    public void Refuses_what_is_no_server(string text)
    {
        Assert.False(DnsServer.TryParse(text, out _));
        Assert.Equal("MailOps.Dns.InvalidServer", Assert.Throws<MailOpsException>(() => DnsServer.Parse(text)).ErrorId);
    }

    [Fact]
    public void Reads_the_servers_and_options_of_resolv_conf()
    {
        var system = SystemServers.Parse("""
            # nameserver 192.0.2.1
            search example.com
            nameserver 192.0.2.53
            nameserver	2001:db8::53
            nameserver nonsense
            options ndots:2 timeout:3
            options attempts:9 rotate timeout:x
            nameserver 192.0.2.54
            nameserver 192.0.2.55
            """);
        Assert.Equal(["192.0.2.53:53", "[2001:db8::53]:53", "192.0.2.54:53"], system.Servers.Select(s => s.ToString()));
        Assert.Equal((TimeSpan.FromSeconds(3), 5), (system.Timeout, system.Attempts));
    }

    [Fact]
    public void Without_a_nameserver_line_this_machine_is_asked() =>
        Assert.Equal("127.0.0.1:53", Assert.Single(SystemServers.Parse("search example.com\r\n").Servers).ToString());

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DnsResolver(new DnsResolverOptions { Attempts = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DnsResolver(new DnsResolverOptions { QueryTimeout = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DnsResolver(new DnsResolverOptions { MaxConcurrentQueries = 10_001 }));
    }
}

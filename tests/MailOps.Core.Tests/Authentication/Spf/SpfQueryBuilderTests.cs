using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication.Spf;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Authentication.Spf;

public sealed class SpfQueryBuilderTests
{
    private static readonly IPAddress Client = IPAddress.Parse("192.0.2.1");

    [Theory]
    [InlineData("x.example", null, null, "x.example", "postmaster@x.example")]
    [InlineData(null, "a@y.example", null, "y.example", "a@y.example")]
    [InlineData("x.example", "a@y.example", null, "x.example", "a@y.example")]
    [InlineData("x.example", "a", null, "x.example", "a@x.example")]
    [InlineData(null, "", "h.z.example", "h.z.example", "postmaster@h.z.example")]
    [InlineData(null, null, "h.z.example", "h.z.example", "postmaster@h.z.example")]
    [InlineData("x.example", "", "h.z.example", "x.example", "postmaster@h.z.example")]
    public async Task Asks_the_named_domain_else_that_of_the_sender(string? domain, string? sender, string? helo, string asked, string assumed)
    {
        var result = await new SpfEvaluator(new ZoneBuilder().Build()).CheckAsync(SpfQueryBuilder.Build(Client, domain, sender, helo), CancellationToken.None);
        Assert.Equal((asked, assumed, SpfResult.None), (result.Domain, result.Sender, result.Result));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("a", null)]
    [InlineData(null, null)]
    public void Refuses_a_question_without_a_domain(string? sender, string? helo) => Assert.Equal(
        "MailOps.Spf.SenderWithoutDomain", Assert.Throws<MailOpsException>(() => SpfQueryBuilder.Build(Client, null, sender, helo)).ErrorId);

    [Fact]
    public async Task Takes_the_sender_into_the_macros_of_another_domain()
    {
        var zone = new ZoneBuilder().AddTxt("x.example", "v=spf1 exists:%{l}.%{o}.ok.example -all").AddAddress("a.y.example.ok.example", "127.0.0.2");
        var result = await new SpfEvaluator(zone.Build()).CheckAsync(SpfQueryBuilder.Build(Client, "x.example", "a@y.example", null), CancellationToken.None);
        Assert.Equal(SpfResult.Pass, result.Result);
    }
}

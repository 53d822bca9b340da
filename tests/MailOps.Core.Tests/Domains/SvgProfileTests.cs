using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using MailOps.Domains.Bimi;
using Xunit;

namespace MailOps.Tests.Domains;

/// <summary>Logos, good and bad ones.</summary>
public sealed class SvgProfileTests
{
    private const string Start = "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.2\" baseProfile=\"tiny-ps\" viewBox=\"0 0 10 10\">";

    internal const string Good = Start + "<title>Corp</title><defs><linearGradient id=\"g\"><stop offset=\"0\"/></linearGradient></defs><path fill=\"url(#g)\" d=\"M0 0h10v10z\"/></svg>";

    [Fact]
    public void A_logo_of_the_profile_has_nothing_to_improve()
    {
        Assert.Equal("", Check(Good, out var title));
        Assert.Equal("Corp", title);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "BIMI041")]
    [InlineData("<path onload=\"x()\" d=\"\"/>", "BIMI041")]
    [InlineData("<a><path d=\"\"/></a>", "BIMI041")]
    [InlineData("<foreignObject/>", "BIMI041")]
    [InlineData("<use href=\"javascript:x()\"/>", "BIMI041")]
    [InlineData("<use xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"https://evil.test/x.svg#a\"/>", "BIMI042")]
    [InlineData("<path fill=\"url( 'https://evil.test/x#g')\" d=\"\"/>", "BIMI042")]
    [InlineData("<path fill=\"url(#g) url(//evil.test)\" d=\"\"/>", "BIMI042")]
    [InlineData("<g xml:base=\"https://evil.test/\"/>", "BIMI042")]
    [InlineData("<?xml-stylesheet href=\"https://evil.test/\"?>", "BIMI042")]
    [InlineData("<rect><animate/></rect>", "BIMI043")]
    [InlineData("<set/>", "BIMI043")]
    [InlineData("<image href=\"#a\"/>", "BIMI044")]
    [InlineData("<video/>", "BIMI044")]
    [InlineData("<filter/>", "BIMI045")]
    [InlineData("<use href=\"#g\"/>", "")]
    [InlineData("<metadata><x xmlns=\"other\"/></metadata>", "")]
    public void What_the_profile_forbids_is_named(string content, string findings) =>
        Assert.Equal(findings, Check(Start + "<title>Corp</title>" + content + "</svg>", out _));

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" viewBox=\"0 0 10 10\"><title>a</title></svg>", "BIMI037")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.2\" baseProfile=\"tiny-ps\"><title>a</title></svg>", "BIMI039")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.2\" baseProfile=\"tiny-ps\" viewBox=\"0,0,20,10\"><title>a</title></svg>", "BIMI039")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.2\" baseProfile=\"tiny-ps\" viewBox=\"0 0 1 1\" x=\"1\"><title>a</title></svg>", "BIMI040")]
    [InlineData(Start + "</svg>", "BIMI038")]
    [InlineData(Start + "<title/></svg>", "BIMI038")]
    [InlineData(Start + "<g><title>inner</title></g></svg>", "BIMI038")]
    [InlineData("<html/>", "BIMI036")]
    [InlineData("<svg/>", "BIMI036")]
    [InlineData("", "BIMI035")]
    [InlineData("not xml", "BIMI035")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"b\">]>" + Good, "BIMI035")]
    [InlineData("<!DOCTYPE svg SYSTEM \"file:///etc/passwd\">" + Good, "BIMI035")]
    public void What_is_wrong_with_the_document_is_named(string svg, string findings) => Assert.Equal(findings, Check(svg, out _));

    [Fact]
    public void Depth_and_number_of_faults_have_limits()
    {
        var deep = string.Concat(Enumerable.Repeat("<g>", 100_000));
        Assert.Contains("BIMI035", Check(Start + "<title>Corp</title>" + deep, out _));
        var many = string.Concat(Enumerable.Range(0, 10_000).Select(i => "<x" + i.ToString(System.Globalization.CultureInfo.InvariantCulture) + "/>"));
        Assert.InRange(Check(Start + "<title>Corp</title>" + many + "</svg>", out _).Split(',').Length, 10, 30);
    }

    [Fact]
    public void A_large_logo_is_warned_of()
    {
        var padding = new string(' ', 33_000);
        Assert.Equal("BIMI034", Check(Good.Replace("<defs>", padding + "<defs>"), out _));
    }

    [Fact]
    public void A_packed_logo_is_unpacked_and_a_bomb_is_not()
    {
        List<Finding> findings = [];
        Assert.Equal(Good, Encoding.UTF8.GetString(BimiLogo.Unpack(Pack(Encoding.UTF8.GetBytes(Good)), findings)!));
        Assert.Empty(findings);
        Assert.Null(BimiLogo.Unpack(Pack(new byte[50_000_000]), findings));
        Assert.Equal("BIMI046", Assert.Single(findings).Id);
    }

    [SkippableFact]
    public void A_damaged_logo_is_a_finding()
    {
        Skip.If(Type.GetType("Mono.Runtime") is not null, "Mono reports damaged gzip data as a fault of the disk.");
        List<Finding> findings = [];
        Assert.Null(BimiLogo.Unpack([0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14], findings));
        Assert.Equal("BIMI046", Assert.Single(findings).Id);
    }

    internal static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
        {
            gzip.Write(content, 0, content.Length);
        }

        return packed.ToArray();
    }

    private static string Check(string svg, out string title)
    {
        List<Finding> findings = [];
        title = SvgProfile.Check(Encoding.UTF8.GetBytes(svg), "https://corp.test/logo.svg", findings);
        return new FindingList(findings).ToString();
    }
}

using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace MailOps.Tests.Common;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\r\nc,d\r\n", "a|b\nc|d")]
    [InlineData("a,\"b,\"\"c\"\"\nd\"\n\n,\n", "a|b,\"c\"\nd\n|")]
    [InlineData("\"a", "a")]
    [InlineData("a\"b,c\"d,e", "ab,cd|e")]
    [InlineData("", "")]
    [InlineData("\n\r\n", "")]
    public void Reads_records(string text, string expected) => Assert.Equal(expected, string.Join("\n", Read(text, ',').Select(r => string.Join("|", r))));

    [Theory]
    [InlineData(',')]
    [InlineData('"')]
    [InlineData('x')]
    public void A_record_without_end_is_cut(char filler)
    {
        var reader = new CsvReader(new StringReader("\"" + new string(filler, 5_000_000) + "\nnext\n"), ',');
        List<string> cells = [];
        Assert.True(reader.TryRead(cells));
        Assert.True(reader.IsCut);
        Assert.True(cells.Sum(c => (long)c.Length) + cells.Count <= (1 << 20) + 2);
        Assert.True(reader.TryRead(cells));
        Assert.Equal("next", Assert.Single(cells));
        Assert.False(reader.IsCut);
    }

    [Fact]
    public void A_line_without_end_comes_in_pieces_and_loses_nothing()
    {
        var reader = new StringReader("\n \r\n" + new string('x', 150_000) + "y\nz");
        var total = "";
        while (CsvReader.NextLine(reader) is { } line)
        {
            Assert.True(line.Length <= 65_536);
            total += line;
        }

        Assert.Equal(new string('x', 150_000) + "yz", total.Trim());
    }

    private static List<List<string>> Read(string text, char separator)
    {
        var reader = new CsvReader(new StringReader(text), separator);
        List<List<string>> records = [];
        List<string> cells = [];
        while (reader.TryRead(cells))
        {
            records.Add([.. cells]);
        }

        return records;
    }
}

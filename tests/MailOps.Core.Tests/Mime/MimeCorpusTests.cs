using System.Collections.Generic;
using System.IO;
using System.Linq;
using MailOps.Mime;
using Xunit;

namespace MailOps.Tests.Mime;

[Trait("Category", "Conformance")]
public sealed class MimeCorpusTests
{
    [SkippableFact]
    public void Every_bounce_is_read_whole_without_an_exception()
    {
        var mails = Mails();
        Assert.NotEmpty(mails);
        foreach (var mail in mails)
        {
            var root = MimeReader.Read(File.ReadAllBytes(mail));
            Assert.True(root.Headers.Count > 0, Path.GetFileName(mail) + " has no header");
            foreach (var entity in root.Descendants().Prepend(root))
            {
                foreach (var header in entity.Headers)
                {
                    Assert.Equal(-1, header.Value.IndexOfAny(['\r', '\n', '\0']));
                }

                Assert.NotNull(entity.GetText());
            }
        }
    }

    private static List<string> Mails() => [.. Directory.GetFiles(Corpora.Require("bounces"), "*.eml", SearchOption.AllDirectories)];
}

using System.Collections.Generic;
using System.Linq;
using MailOps.Mime;
using MailOps.Outbox;
using Xunit;

namespace MailOps.Tests.Outbox;

public sealed class MailTemplateTests
{
    [Fact]
    public void Values_fill_subject_text_and_header_fields()
    {
        var composer = new MailComposer(new MailComposition
        {
            From = "news@corp.example",
            Template = MailTemplate.Parse("Subject: Hello {{ Name }}\nX-Order: {{Order}}\n\nDear {{Name}},\nyour order {{order}}.\n"),
            Headers = [new KeyValuePair<string, string>("X-Customer", "{{Name}}")],
        });
        Assert.Equal(["Name", "order"], composer.Names);

        var message = Read(composer, ("name", "Anna"), ("Order", "4711"));
        Assert.Equal("Hello Anna", message.Headers["Subject"]);
        Assert.Equal("4711", message.Headers["X-Order"]);
        Assert.Equal("Anna", message.Headers["X-Customer"]);
        Assert.Equal("Dear Anna,\r\nyour order 4711.\r\n", message.GetText());
    }

    [Fact]
    public void Values_are_text_in_html_unless_three_braces_say_otherwise()
    {
        var composer = Composer("<p title=\"{{A}}\">{{A}} {{{B}}}</p>");
        var message = Read(composer, ("A", "\"<b>&'"), ("B", "<i>x</i>"));
        Assert.Equal("<p title=\"&quot;&lt;b&gt;&amp;&#39;\">&quot;&lt;b&gt;&amp;&#39; <i>x</i></p>", message.Parts[1].GetText().TrimEnd());
        Assert.Equal("\"<b>&' x", message.Parts[0].GetText().TrimEnd());
    }

    [Fact]
    public void All_values_that_are_missing_are_named_with_their_row()
    {
        var composer = Composer("{{A}} {{B}} {{C?}} {{D?}}");
        var error = Assert.Throws<MailOpsException>(() => composer.FindValues(name => name is "A" or "C" ? "" : null, "Row 7 (x@y.example)"));
        Assert.Equal("MailOps.Draft.ValueMissing", error.ErrorId);
        Assert.Contains("Row 7 (x@y.example)", error.Message);
        Assert.Contains("{{A}}, {{B}}, {{D}}", error.Message);
        Assert.DoesNotContain("{{C}}", error.Message);
    }

    [Fact]
    public void An_empty_value_is_taken_where_the_template_allows_it()
    {
        var composer = Composer("a{{C?}}b");
        Assert.Equal("ab", Read(composer, ("C", "")).GetText().TrimEnd());
    }

    [Theory]
    [InlineData("x\r\nBcc: evil@corp.example")]
    [InlineData("x\ny")]
    [InlineData("x\ry")]
    [InlineData("x\0y")]
    public void A_value_with_a_line_break_cannot_enter_the_header(string value)
    {
        var composer = new MailComposer(new MailComposition { From = "a@corp.example", Subject = "Hi {{Name}}", Template = MailTemplate.Parse("{{Text}}\n") });
        var error = Assert.Throws<MailOpsException>(() => composer.FindValues(_ => value, "row"));
        Assert.Equal("MailOps.Mime.HeaderInjection", error.ErrorId);
        Assert.NotNull(composer.FindValues(name => name == "Text" ? value : "x", "row"));
    }

    [Theory]
    [InlineData("{{Name", 1)]
    [InlineData("one\ntwo {{Na\nme}}", 2)]
    [InlineData("one\n\n{{#if x}}", 3)]
    [InlineData("{{}}", 1)]
    [InlineData("{{ ? }}", 1)]
    [InlineData("{{{Name}}", 1)]
    [InlineData("Subject: {{a}}\n\n{{/if}}", 3)]
    public void A_template_that_is_wrong_names_its_line(string text, int line)
    {
        var error = Assert.Throws<MailOpsException>(() => MailTemplate.Parse(text, origin: "offer.txt"));
        Assert.Equal("MailOps.Draft.TemplateInvalid", error.ErrorId);
        Assert.StartsWith("offer.txt:" + line + ":", error.Message);
    }

    [Fact]
    public void A_head_belongs_to_a_template_only_where_it_begins_with_the_subject()
    {
        var template = MailTemplate.Parse("Dear customer: we\nhave news.\n");
        Assert.Null(template.Subject);
        Assert.Equal("Dear customer: we\nhave news.\n", template.Body);
        Assert.Equal("MailOps.Mime.ReservedHeader", Assert.Throws<MailOpsException>(() => MailTemplate.Parse("Subject: a\nBcc: x@y\n\nbody")).ErrorId);
    }

    [Fact]
    public void Without_a_template_braces_are_letters_like_others()
    {
        var composer = new MailComposer(new MailComposition { From = "a@corp.example", Subject = "{{x}}", Text = "{{y" });
        Assert.Empty(composer.Names);
        Assert.Equal("{{x}}", Read(composer).Headers["Subject"]);
    }

    [Fact]
    public void What_is_wrong_with_all_mails_is_an_error_at_once()
    {
        Assert.Throws<MailOpsException>(() => new MailComposer(new MailComposition { From = "bad" }));
        Assert.Throws<MailOpsException>(() => new MailComposer(new MailComposition { From = "a@b.example", Cc = ["bad"] }));
        Assert.Throws<MailOpsException>(() => new MailComposer(new MailComposition { From = "a@b.example", Subject = "a\nb" }));
        Assert.Throws<MailOpsException>(() => new MailComposer(new MailComposition { From = "a@b.example", ListUnsubscribe = ["ftp://x"] }));
        Assert.Equal("MailOps.Draft.TwoBodies", Assert.Throws<MailOpsException>(() => new MailComposer(
            new MailComposition { From = "a@b.example", Html = "<p>", Template = MailTemplate.Parse("<p>") })).ErrorId);
    }

    [Fact]
    public void The_key_of_a_campaign_is_its_template_and_not_its_values()
    {
        var composer = Composer("{{A}}");
        var first = composer.Compose(Row(composer, ("A", "1")));
        var second = composer.Compose(Row(composer, ("A", "2")));
        Assert.Equal(composer.KeyOf(first, "spring", null), composer.KeyOf(second, "spring", null));
        Assert.NotEqual(composer.KeyOf(first, "spring", null), Composer("{{A}}!").KeyOf(first, "spring", null));
        Assert.Null(composer.KeyOf(first, "", null));
        var one = new MailComposer(new MailComposition { Message = new byte[] { 1 } });
        var other = new MailComposer(new MailComposition { Message = new byte[] { 2 } });
        Assert.NotEqual(one.KeyOf(first, "spring", null), other.KeyOf(first, "spring", null));
    }

    [Fact]
    public void A_recipient_that_is_no_address_is_left_to_the_outbox()
    {
        var composer = Composer("x");
        var draft = composer.Compose(new MailRow { Recipients = ["no address", "Anna <anna@b.example>"] });
        Assert.Equal(["anna@b.example", "no address"], draft.Recipients);
        Assert.DoesNotContain("no address", System.Text.Encoding.ASCII.GetString(draft.RawMessage));
    }

    private static MailComposer Composer(string template) =>
        new(new MailComposition { From = "a@corp.example", Subject = "s", Template = MailTemplate.Parse(template) });

    private static MailRow Row(MailComposer composer, params (string Name, string Value)[] values)
    {
        var known = values.ToDictionary(v => v.Name, v => v.Value, System.StringComparer.OrdinalIgnoreCase);
        return new MailRow
        {
            Recipients = ["anna@partner.example"],
            Values = composer.FindValues(name => known.TryGetValue(name, out var value) ? value : null, "row"),
        };
    }

    private static MimeEntity Read(MailComposer composer, params (string Name, string Value)[] values) =>
        MimeReader.Read(composer.Compose(Row(composer, values)).RawMessage);
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Mime;

namespace MailOps.Bounces;

/// <summary>
/// Tells what a mail reports about the delivery of another: failure, delay, success, complaint, automatic reply or nothing of that, and
/// for each recipient why, whether the address is lost, and what to do. Foreign input never makes it throw.
/// </summary>
public static class BounceClassifier
{
    /// <summary>Classifies one mail.</summary>
    /// <param name="message">The bytes of the mail; they must not change meanwhile.</param>
    /// <param name="options">Rules and limits; null for the defaults.</param>
    /// <returns>The report; for an ordinary mail one of kind <see cref="BounceKind.NotABounce"/>.</returns>
    public static BounceReport Classify(ReadOnlyMemory<byte> message, BounceClassifierOptions? options = null)
    {
        options ??= BounceClassifierOptions.Default;
        return Classify(MimeReader.Read(message, options.Limits), options);
    }

    /// <summary>Classifies a mail that was read already.</summary>
    /// <param name="message">The root of the message.</param>
    /// <param name="options">Rules and limits; null for the defaults.</param>
    /// <returns>The report.</returns>
    public static BounceReport Classify(MimeEntity message, BounceClassifierOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Classify(message, options ?? BounceClassifierOptions.Default, SourcePlace.Memory);
    }

    /// <summary>Classifies one mail of a file, mbox or Maildir; a file without a mail gives a report with the reason as a finding.</summary>
    /// <param name="item">What <see cref="MailSource"/> read.</param>
    /// <param name="options">Rules and limits; null for the defaults.</param>
    /// <returns>The report, with the place of the mail.</returns>
    public static BounceReport Classify(MailSourceItem item, BounceClassifierOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(item);
        options ??= BounceClassifierOptions.Default;
        var place = new SourcePlace(item.Source, item.Index, item.Findings);
        return item.HasContent
            ? Classify(MimeReader.Read(item.Content, options.Limits), options, place)
            : Judgement.NoReport(place);
    }

    /// <summary>Classifies all mails of a file, mbox, Maildir or folder as they are read.</summary>
    /// <param name="path">A file or folder.</param>
    /// <param name="options">Rules and limits of the classification; null for the defaults.</param>
    /// <param name="sourceOptions">Limits of reading files; null for the defaults.</param>
    /// <returns>One report per mail, and one per file without a mail.</returns>
    public static IEnumerable<BounceReport> ClassifyFiles(
        string path, BounceClassifierOptions? options = null, MailSourceOptions? sourceOptions = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ClassifyEach(MailSource.Read(path, sourceOptions), options);
    }

    /// <summary>Classifies what a stream such as standard input holds: a mail, an mbox, or text copied from a screen.</summary>
    /// <param name="stream">The stream; it is read to its end and stays open.</param>
    /// <param name="name">How results name it.</param>
    /// <param name="options">Rules and limits; null for the defaults.</param>
    /// <returns>One report per mail, classified as the stream is read.</returns>
    public static IEnumerable<BounceReport> ClassifyStream(Stream stream, string name, BounceClassifierOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return MailSource.Read(stream, name).Select(item => TextJudgement.IsText(item)
            ? TextJudgement.ReadNotice(MimeCharset.DecodeGuessed(item.Content.Span), options ?? BounceClassifierOptions.Default)
            : Classify(item, options));
    }

    private static BounceReport Classify(MimeEntity message, BounceClassifierOptions options, in SourcePlace place)
    {
        var context = new BounceContext(WrappedReport.Open(message), BounceReaders.Scan);
        var facts = BounceReaders.Read(context, options);

        // Asked last: texts are cut when a reader decodes them.
        var cuts = message.CollectCuts();
        if (SecondMail.IsBehind(message))
        {
            cuts = new FindingList([.. cuts, BounceFindings.SecondMail.Found()]);
        }

        var known = cuts.Count == 0 ? place : place with { Findings = new FindingList([.. place.Findings, .. cuts]) };
        return facts is null ? Judgement.NoReport(known) : Judgement.ToReport(context, facts, options, known);
    }

    private static IEnumerable<BounceReport> ClassifyEach(IEnumerable<MailSourceItem> items, BounceClassifierOptions? options)
    {
        foreach (var item in items)
        {
            yield return Classify(item, options);
        }
    }

    /// <summary>Classifies all mails of an mbox in memory, or the one mail.</summary>
    /// <param name="content">The bytes; they must not change meanwhile.</param>
    /// <param name="options">Rules and limits; null for the defaults.</param>
    /// <returns>One report per mail, classified as the caller goes on.</returns>
    public static IEnumerable<BounceReport> ClassifyEach(ReadOnlyMemory<byte> content, BounceClassifierOptions? options = null) =>
        ClassifyEach(MailSource.Read(content), options);

    /// <summary>
    /// Classifies text as it is copied from a screen: a whole mail, the notice of a bounce without its header, a bare SMTP reply, or a line
    /// of a log.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="options">Rules and limits; null for the defaults.</param>
    /// <returns>The report, with all recipients that a mail or notice names; a reply or log line has one.</returns>
    public static BounceReport ClassifyNotice(string text, BounceClassifierOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TextJudgement.ReadNotice(text, options ?? BounceClassifierOptions.Default);
    }

    /// <summary>Classifies text that may also be a whole mbox, read as one text; anything else as <see cref="ClassifyNotice"/> does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">Rules and limits; null for the defaults.</param>
    /// <returns>One report per mail.</returns>
    public static IEnumerable<BounceReport> ClassifyEach(string text, BounceClassifierOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TextJudgement.LooksLikeMbox(text) ? ClassifyEach(Encoding.UTF8.GetBytes(text), options) : [ClassifyNotice(text, options)];
    }

    /// <summary>Classifies a bare SMTP reply, a line of a log, or the text of a notice copied from a screen.</summary>
    /// <param name="text">The text; a whole mail with its header is recognised and read as one.</param>
    /// <param name="options">Rules and limits; null for the defaults.</param>
    /// <returns>
    /// One judgement. Its kind is a failure when a code or a text refuses something, and <see cref="BounceKind.NotABounce"/> otherwise.
    /// </returns>
    public static BounceClassification ClassifyText(string text, BounceClassifierOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TextJudgement.Classify(text, options ?? BounceClassifierOptions.Default);
    }
}

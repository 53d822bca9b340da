using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>
/// Delivery reports whose MIME structure is lost or was never there: the fields of RFC 3464 stand in the text itself.
/// </summary>
/// <param name="insideReturned">
/// Whether to look also behind the trace fields of a message in the text: some gateways wrap a report as plain text. Readers of prose are
/// asked before that, since a returned message may be a report itself.
/// </param>
internal sealed class LostPartsReader(bool insideReturned) : IBounceReader
{
    public string Name => "Rfc3464Text";

    public IReadOnlyList<string> Signatures => [];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        if (context.Parts.Status.Count > 0 || context.IsPassedOn || !context.IsAutomatic)
        {
            return false;
        }

        var body = context.Parts.Text is { } text ? text.GetContent().Span : context.Root.RawBody.Span;
        body = body.Length > 1 << 20 ? body.Slice(0, 1 << 20) : body;
        if (body.IndexOf("inal-"u8) < 0 || !ReadFields(body, facts))
        {
            return false;
        }

        facts.Findings.Add(BounceFindings.BrokenReport.Found());
        NoticeSupplement.Apply(context, facts);
        return true;
    }

    // From the first field of a report to the trace fields of the returned message.
    private bool ReadFields(ReadOnlySpan<byte> body, BounceFacts facts)
    {
        var fields = new StatusFields(facts, BounceLimits.MaxRecipientsRead);
        var lines = new ByteLines(body);
        var started = false;
        while (lines.Next())
        {
            var line = lines.Current;
            var isField = StatusFieldNames.TryRead(line, out var field, out _) && line[0] > ' ';
            started |= isField && field is not (StatusField.Other or StatusField.Status or StatusField.Action);
            if ((started || !insideReturned) && isField && field == StatusField.Other && IsTrace(line))
            {
                break;
            }

            if (started)
            {
                fields.ReadLine(line);
            }
        }

        fields.End();
        return facts.Recipients.Count > 0;
    }

    private static bool IsTrace(ReadOnlySpan<byte> line) =>
        line.StartsWith("Received:"u8) || line.StartsWith("Return-Path:"u8) || line.StartsWith("Return-path:"u8);
}

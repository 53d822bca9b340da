using System;
using System.Collections.Generic;
using System.IO;

namespace MailOps.Mime;

/// <summary>One piece of an RFC 2231 parameter: <c>name*</c>, <c>name*0</c> or <c>name*0*</c>.</summary>
internal sealed class ParameterSection
{
    private const int MaxSections = 1000;

    private ParameterSection(string name, int index, bool isEncoded, byte[] value)
    {
        Name = name;
        Index = index;
        IsEncoded = isEncoded;
        Value = value;
    }

    private string Name { get; }

    private int Index { get; }

    private bool IsEncoded { get; }

    private byte[] Value { get; }

    public static bool TryCreate(ReadOnlySpan<byte> name, byte[] value, out ParameterSection section)
    {
        section = null!;
        var star = name.IndexOf((byte)'*');
        var rest = name.Slice(star + 1);
        var isEncoded = rest.IsEmpty || rest[rest.Length - 1] == (byte)'*';
        if (rest.Length > 0 && isEncoded)
        {
            rest = rest.Slice(0, rest.Length - 1);
        }

        var index = 0;
        foreach (var b in rest)
        {
            if (b is < (byte)'0' or > (byte)'9' || index > MaxSections)
            {
                return false;
            }

            index = (index * 10) + (b - '0');
        }

        if (star == 0 || index > MaxSections)
        {
            return false;
        }

        section = new ParameterSection(AsciiText.Latin1(name.Slice(0, star)).ToLowerInvariant(), index, isEncoded, value);
        return true;
    }

    /// <summary>Puts the pieces of each name together by their numbers, whatever order they came in (RFC 2231 section 3).</summary>
    public static void Join(List<ParameterSection> sections, List<KeyValuePair<string, string>> parameters, ref MimeFaults faults)
    {
        var byName = new Dictionary<string, List<ParameterSection>>(StringComparer.Ordinal);
        var names = new List<string>();
        foreach (var section in sections)
        {
            if (!byName.TryGetValue(section.Name, out var group))
            {
                byName.Add(section.Name, group = []);
                names.Add(section.Name);
            }

            group.Add(section);
        }

        foreach (var name in names)
        {
            // RFC 2231 section 4 lets old and new form stand side by side for old readers; the new form says more.
            parameters.RemoveAll(p => string.Equals(p.Key, name, StringComparison.OrdinalIgnoreCase));
            parameters.Add(new KeyValuePair<string, string>(name, Decode(byName[name], ref faults)));
        }
    }

    private static string Decode(List<ParameterSection> sections, ref MimeFaults faults)
    {
        sections.Sort((a, b) => a.Index.CompareTo(b.Index));
        var bytes = new MemoryStream();
        MimeCharset? charset = null;
        var expected = 0;
        foreach (var section in sections)
        {
            if (section.Index != expected)
            {
                // One twice, or one missing: what comes behind the gap would only look like the rest.
                faults |= MimeFaults.Parameter;
                if (section.Index < expected)
                {
                    continue;
                }
            }

            expected = section.Index + 1;
            var value = section.Value.AsSpan();
            if (section.IsEncoded)
            {
                if (section.Index == 0)
                {
                    value = value.Slice(CharsetLength(value, out charset, ref faults));
                }

                AppendPercentDecoded(bytes, value, ref faults);
            }
            else
            {
                bytes.Write(section.Value, 0, section.Value.Length);
            }
        }

        var all = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        var noted = MimeFaults.None;
        var text = charset is null ? HeaderText.Read(all, decodeWords: true, ref noted) : charset.Decode(all, ref noted);
        if ((noted & ~MimeFaults.NoCharset) != MimeFaults.None)
        {
            faults |= MimeFaults.Parameter;
        }

        return HeaderText.WithoutControls(text, ref faults);
    }

    // extended-initial-value = [charset] "'" [language] "'" text (RFC 2231 section 7)
    private static int CharsetLength(ReadOnlySpan<byte> value, out MimeCharset? charset, ref MimeFaults faults)
    {
        charset = null;
        var first = value.IndexOf((byte)'\'');
        var second = first < 0 ? -1 : value.Slice(first + 1).IndexOf((byte)'\'');
        if (second < 0)
        {
            faults |= MimeFaults.Parameter;
            return 0;
        }

        if (first > 0)
        {
            charset = MimeCharsets.Find(value.Slice(0, first));
            if (charset is null)
            {
                faults |= MimeFaults.Parameter;
            }
        }

        return first + second + 2;
    }

    private static void AppendPercentDecoded(MemoryStream output, ReadOnlySpan<byte> value, ref MimeFaults faults)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var b = value[i];
            if (b == (byte)'%')
            {
                var high = i + 2 < value.Length ? AsciiText.Hex(value[i + 1]) : -1;
                var low = high >= 0 ? AsciiText.Hex(value[i + 2]) : -1;
                if (low >= 0)
                {
                    b = (byte)((high << 4) | low);
                    i += 2;
                }
                else
                {
                    faults |= MimeFaults.Parameter;
                }
            }

            output.WriteByte(b);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;

namespace MailOps.Domains.MtaSts;

/// <summary>Reads policies (RFC 8461 section 3.2): lines of <c>key: value</c>, ended by CRLF or LF.</summary>
internal sealed class MtaStsPolicyReader
{
    // Section 3.2: one year, in seconds.
    private const long MaxAgeLimit = 31_557_600;
    private const int MaxAgeDigits = 10;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<string> _mx = [];
    private readonly List<Finding> _findings;
    private bool _isBroken;

    private MtaStsPolicyReader(List<Finding> findings) => _findings = findings;

    public static MtaStsPolicy? Read(string text, List<Finding> findings)
    {
        var reader = new MtaStsPolicyReader(findings);
        foreach (var line in text.Split('\n'))
        {
            reader.ReadLine(line.TrimEnd(' ', '\t', '\r'));
        }

        return reader.Finish();
    }

    private void ReadLine(string line)
    {
        // An empty line at the end is the end of the last line; elsewhere it does no harm either.
        if (line.Length == 0)
        {
            return;
        }

        var colon = line.IndexOf(':');
        if (colon <= 0 || !IsKey(line.Substring(0, colon)))
        {
            Refuse(MtaStsFindings.PolicySyntax.Found(line.Length > 80 ? line.Substring(0, 80) : line));
            return;
        }

        var key = line.Substring(0, colon);
        var value = line.Substring(colon + 1).Trim(' ', '\t');
        if (key == "mx")
        {
            ReadMx(value);
        }
        else if (!IsValue(value))
        {
            Refuse(MtaStsFindings.PolicySyntax.Found(line.Length > 80 ? line.Substring(0, 80) : line));
        }
        else if (_values.TryGetValue(key, out _))
        {
            // Section 3.2: of a key that may stand once only the first counts.
            _findings.Add(MtaStsFindings.RepeatedKey.Found(key));
        }
        else
        {
            _values.Add(key, value);
        }
    }

    private void ReadMx(string value)
    {
        var name = value.StartsWith("*.", StringComparison.Ordinal) ? value.Substring(2) : value;
        if (name.EndsWith('.') || name.Contains('*') || !DomainName.TryParse(name, out var domain) || !string.Equals(domain.Ascii, name, StringComparison.OrdinalIgnoreCase))
        {
            Refuse(MtaStsFindings.InvalidMx.Found(value));
            return;
        }

        _mx.Add(value.ToLowerInvariant());
    }

    private MtaStsPolicy? Finish()
    {
        if (_isBroken)
        {
            return null;
        }

        if (!_values.TryGetValue("version", out var version) || version != "STSv1")
        {
            Refuse(MtaStsFindings.PolicyVersion.Found(version ?? ""));
        }

        var mode = MtaStsMode.None;
        switch (_values.TryGetValue("mode", out var name) ? name : "")
        {
            case "enforce":
                mode = MtaStsMode.Enforce;
                break;
            case "testing":
                mode = MtaStsMode.Testing;
                break;
            case "none":
                break;
            default:
                Refuse(MtaStsFindings.InvalidMode.Found(name ?? ""));
                break;
        }

        if (!long.TryParse(_values.TryGetValue("max_age", out var age) ? age : "", NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > MaxAgeLimit || age!.Length > MaxAgeDigits)
        {
            Refuse(MtaStsFindings.InvalidMaxAge.Found(age ?? ""));
        }

        if (_mx.Count == 0 && mode != MtaStsMode.None)
        {
            Refuse(MtaStsFindings.NoMx.Found());
        }

        return _isBroken ? null : new MtaStsPolicy { Mode = mode, MaxAge = TimeSpan.FromSeconds(seconds), Mx = new TextList(_mx) };
    }

    private void Refuse(Finding finding)
    {
        // A page of HTML would break every line in the same way.
        if (!_isBroken || finding.Id != MtaStsFindings.PolicySyntax.Id)
        {
            _findings.Add(finding);
        }

        _isBroken = true;
    }

    // sts-policy-ext-value: at least one character, none of them a control; what lies beyond ASCII is UTF-8.
    private static bool IsValue(string value)
    {
        foreach (var c in value)
        {
            if (c is < ' ' or '\x7F')
            {
                return false;
            }
        }

        return value.Length > 0;
    }

    private static bool IsKey(string key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            var isLetterOrDigit = key[i] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
            if (!isLetterOrDigit && (i == 0 || key[i] is not ('_' or '-' or '.')))
            {
                return false;
            }
        }

        return key.Length <= 32;
    }
}

using System;
using System.Collections.Generic;
using System.Text;
using MailOps.Authentication;

namespace MailOps.Domains.Bimi;

/// <summary>A BIMI assertion record, as it stands at <c>default._bimi</c> below a domain.</summary>
public sealed record BimiRecord
{
    internal const string Version = "v=BIMI1";

    /// <summary>Where the logo is (<c>l</c>); empty when the domain declines.</summary>
    public required string Location { get; init; }

    /// <summary>Where the mark certificate is (<c>a</c>); empty without one.</summary>
    public string Authority { get; init; } = "";

    /// <summary>Which picture the domain prefers (<c>avp</c>): <c>brand</c>, its logo, or <c>personal</c>, that of the person who writes.</summary>
    public string AvatarPreference { get; init; } = "brand";

    /// <summary>Beginnings of local parts that have a record of their own (<c>lps</c>); empty without.</summary>
    public TextList LocalPartSelectors { get; init; } = TextList.Empty;

    /// <summary>Whether the domain declines: no logo shall be shown.</summary>
    public bool IsDeclined => Location.Length == 0 && Authority.Length == 0;

    /// <summary>Reads a record.</summary>
    /// <param name="text">The text of the TXT record.</param>
    /// <returns>The record; null when receivers cannot use it.</returns>
    public static BimiRecord? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, []);
    }

    internal static BimiRecord? Read(string text, List<Finding> findings)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new TagListReader(Encoding.UTF8.GetBytes(text));
        while (reader.Read())
        {
            var name = Encoding.ASCII.GetString(reader.Name.ToArray());
            if (tags.ContainsKey(name))
            {
                findings.Add(BimiFindings.RepeatedTag.Found(DisplayText.Quote(name)));
                return null;
            }

            tags[name] = Encoding.UTF8.GetString(reader.Value.ToArray());
            if (name is not ("v" or "l" or "a" or "avp" or "lps"))
            {
                findings.Add(BimiFindings.UnknownTag.Found(DisplayText.Quote(name)));
            }
        }

        if (reader.IsBroken)
        {
            findings.Add(BimiFindings.Syntax.Found(DisplayText.Quote(text)));
            return null;
        }

        return Check(tags, findings);
    }

    private static BimiRecord? Check(Dictionary<string, string> tags, List<Finding> findings)
    {
        if (!tags.TryGetValue("l", out var location))
        {
            findings.Add(BimiFindings.NoLocation.Found());
            return null;
        }

        var authority = tags.TryGetValue("a", out var a) ? a : "";
        if (location.Length == 0 && authority.Length > 0)
        {
            findings.Add(BimiFindings.NoLocation.Found());
            return null;
        }

        var isUsable = true;
        foreach (var (tag, value) in new[] { ("l", location), ("a", authority) })
        {
            // Some authorities are asked for with "a=self", of older drafts.
            if (value.Length > 0 && !IsHttps(value))
            {
                findings.Add(BimiFindings.InvalidUri.Found(tag, DisplayText.Quote(value)));
                isUsable = false;
            }
        }

        var preference = tags.TryGetValue("avp", out var avp) ? avp.ToLowerInvariant() : "brand";
        if (preference is not ("brand" or "personal"))
        {
            findings.Add(BimiFindings.InvalidPreference.Found(DisplayText.Quote(preference)));
            preference = "brand";
        }

        var selectors = tags.TryGetValue("lps", out var lps) ? lps.Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries) : [];
        return isUsable
            ? new BimiRecord { Location = location, Authority = authority, AvatarPreference = preference, LocalPartSelectors = new TextList(selectors) }
            : null;
    }

    private static bool IsHttps(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.Host.Length > 0 && uri.UserInfo.Length == 0;
}

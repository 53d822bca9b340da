using System.Collections.Generic;
using System.Net;
using System.Text;

namespace MailOps.Mime;

/// <summary>The links and images of an HTML text.</summary>
internal sealed class HtmlLinks
{
    // More than any mail for people has; what follows is not looked at.
    private const int MaxLinks = 2000;

    private const int MaxShown = 500;

    private HtmlLinks()
    {
    }

    /// <summary>Where links lead, and the text they show, white space as it is.</summary>
    public List<HtmlLink> Links { get; } = [];

    /// <summary>Where images come from.</summary>
    public List<string> Images { get; } = [];

    public static HtmlLinks Read(string html)
    {
        var links = new HtmlLinks();
        var tokens = new HtmlTokens(html);
        string? target = null;
        var shown = new StringBuilder();
        while (tokens.Next() && links.Links.Count < MaxLinks && links.Images.Count < MaxLinks)
        {
            if (tokens.Tag is not { } tag)
            {
                if (target is not null && shown.Length < MaxShown)
                {
                    shown.Append(WebUtility.HtmlDecode(tokens.Text));
                }
            }
            else if (tag.Name == "a")
            {
                links.Add(target, shown);
                target = tag.IsClosing ? null : tag.Attribute("href")?.Trim();
            }
            else if (tag.Name == "area" && tag.Attribute("href") is { } area)
            {
                links.Links.Add(new HtmlLink { Target = area.Trim(), Shown = "" });
            }
            else if (tag.Name == "img" && tag.Attribute("src") is { } source)
            {
                links.Images.Add(source.Trim());
            }
        }

        links.Add(target, shown);
        return links;
    }

    private void Add(string? target, StringBuilder shown)
    {
        if (target is not null)
        {
            Links.Add(new HtmlLink { Target = target, Shown = shown.ToString().Trim() });
        }

        shown.Clear();
    }
}

/// <summary>One link.</summary>
internal readonly record struct HtmlLink
{
    public required string Target { get; init; }

    public required string Shown { get; init; }
}

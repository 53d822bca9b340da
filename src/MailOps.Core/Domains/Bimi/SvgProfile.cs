using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml;

namespace MailOps.Domains.Bimi;

/// <summary>
/// Checks a logo against the profile SVG Tiny Portable/Secure (draft-svg-tiny-ps-abrotman): what receivers refuse, and what they show badly. Nothing that the
/// file names is ever fetched, and a document type ends the reading.
/// </summary>
internal sealed class SvgProfile
{
    private const string Svg = "http://www.w3.org/2000/svg";
    private const int UsualSize = 32 * 1024;
    private const int MaxDepth = 100;

    // The same fault a hundred times is one fault.
    private const int MaxFindings = 20;

    private static readonly HashSet<string> Drawing = new(StringComparer.Ordinal)
    {
        "svg", "title", "desc", "metadata", "defs", "g", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textArea",
        "tbreak", "linearGradient", "radialGradient", "stop", "solidColor", "switch",
    };

    private static readonly HashSet<string> Scripts = new(StringComparer.Ordinal) { "script", "handler", "listener", "a", "foreignObject" };

    private static readonly HashSet<string> Animations = new(StringComparer.Ordinal)
    {
        "animate", "animateColor", "animateMotion", "animateTransform", "set", "discard", "mpath",
    };

    private static readonly HashSet<string> Media = new(StringComparer.Ordinal) { "image", "audio", "video", "animation", "iframe", "canvas" };

    private readonly List<Finding> _findings;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    private bool _isInTitle;

    private SvgProfile(List<Finding> findings) => _findings = findings;

    /// <summary>The title, as shown to people.</summary>
    private string Title { get; set; } = "";

    /// <summary>Reads a logo.</summary>
    /// <param name="content">The plain octets.</param>
    /// <param name="uri">Where it is from, for messages.</param>
    /// <param name="findings">Gets what is wrong.</param>
    /// <returns>Its title; empty without one.</returns>
    public static string Check(byte[] content, string uri, List<Finding> findings)
    {
        var profile = new SvgProfile(findings);
        if (content.Length > UsualSize)
        {
            findings.Add(BimiFindings.LargeLogo.Found(content.Length));
        }

        try
        {
            profile.Read(content, uri);
        }
        catch (XmlException e)
        {
            findings.Add(BimiFindings.NotXml.Found(DisplayText.Quote(e.Message.AsSpan(), 200)));
        }

        return profile.Title;
    }

    private void Read(byte[] content, string uri)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreWhitespace = true,
            MaxCharactersInDocument = content.Length,
        };
        using var reader = XmlReader.Create(new MemoryStream(content), settings);
        var isRoot = true;
        while (_seen.Count < MaxFindings && reader.Read())
        {
            if (reader.Depth > MaxDepth)
            {
                _findings.Add(BimiFindings.NotXml.Found(new Localized("nested too deeply", "zu tief geschachtelt").Current));
                return;
            }

            if (reader.NodeType == XmlNodeType.ProcessingInstruction)
            {
                Add(BimiFindings.External, "<?" + reader.Name + "?>");
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && reader.Depth == 2 && _isInTitle)
            {
                Title = DisplayText.Quote(reader.Value.Trim().AsSpan(), 200);
            }
            else if (reader.NodeType == XmlNodeType.Element)
            {
                if (isRoot && !ReadRoot(reader, uri))
                {
                    return;
                }

                isRoot = false;
                ReadElement(reader);
            }
        }

        if (Title.Length == 0)
        {
            _findings.Add(BimiFindings.NoTitle.Found());
        }
    }

    private bool ReadRoot(XmlReader reader, string uri)
    {
        if (reader.LocalName != "svg" || reader.NamespaceURI != Svg)
        {
            _findings.Add(BimiFindings.NotSvg.Found(uri));
            return false;
        }

        var (version, profile) = (reader.GetAttribute("version") ?? "", reader.GetAttribute("baseProfile") ?? "");
        if (version != "1.2" || profile != "tiny-ps")
        {
            _findings.Add(BimiFindings.Profile.Found(DisplayText.Quote(version), DisplayText.Quote(profile)));
        }

        if ((reader.GetAttribute("x") is not null ? "x" : reader.GetAttribute("y") is not null ? "y" : null) is { } position)
        {
            _findings.Add(BimiFindings.Position.Found(position));
        }

        var viewBox = reader.GetAttribute("viewBox") ?? "";
        if (!IsSquare(viewBox))
        {
            _findings.Add(BimiFindings.ViewBox.Found(DisplayText.Quote(viewBox)));
        }

        return true;
    }

    private void ReadElement(XmlReader reader)
    {
        _isInTitle = reader is { LocalName: "title", Depth: 1 } && !reader.IsEmptyElement;
        if (reader.NamespaceURI == Svg)
        {
            JudgeElement(reader.LocalName);
        }

        if (!reader.MoveToFirstAttribute())
        {
            return;
        }

        do
        {
            JudgeAttribute(reader);
        }
        while (reader.MoveToNextAttribute());
        reader.MoveToElement();
    }

    private void JudgeElement(string name)
    {
        if (Scripts.Contains(name))
        {
            Add(BimiFindings.Script, "<" + name + ">");
        }
        else if (Animations.Contains(name))
        {
            Add(BimiFindings.Animation, "<" + name + ">");
        }
        else if (Media.Contains(name))
        {
            Add(BimiFindings.Raster, "<" + name + ">");
        }
        else if (!Drawing.Contains(name))
        {
            Add(BimiFindings.OtherElement, "<" + name + ">");
        }
    }

    private void JudgeAttribute(XmlReader reader)
    {
        var value = reader.Value.Trim();
        if (reader.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) && reader.NamespaceURI.Length == 0)
        {
            Add(BimiFindings.Script, reader.LocalName);
        }
        else if (value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))
        {
            Add(BimiFindings.Script, value);
        }
        else if (reader.LocalName is "href" or "src" or "base" && reader.Prefix != "xmlns" && !value.StartsWith('#'))
        {
            Add(BimiFindings.External, value);
        }
        else if (NamesOther(value))
        {
            Add(BimiFindings.External, value);
        }
    }

    // url(#id) stays inside the file, everything else leads out of it.
    private static bool NamesOther(string value)
    {
        for (var at = value.IndexOf("url(", StringComparison.OrdinalIgnoreCase); at >= 0; at = value.IndexOf("url(", at + 4, StringComparison.OrdinalIgnoreCase))
        {
            var target = value.AsSpan(at + 4).TrimStart(" \t\r\n'\"".AsSpan());
            if (target.IsEmpty || target[0] != '#')
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSquare(string viewBox)
    {
        var numbers = viewBox.Split([' ', ',', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToList();
        return numbers.Count == 4 && numbers[2] > 0 && Math.Abs(numbers[2] - numbers[3]) < 0.001 * numbers[2];
    }

    private void Add(FindingRule rule, string what)
    {
        what = DisplayText.Quote(what);
        if (_seen.Add(rule.Id + what))
        {
            _findings.Add(rule.Found(what));
        }
    }
}

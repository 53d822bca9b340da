using System;
using System.Collections.Generic;

namespace MailOps.Mime;

/// <summary>The media type of a file by the ending of its name (IANA media types).</summary>
internal static class MediaTypes
{
    public const string Unknown = "application/octet-stream";

    private static readonly Dictionary<string, string> ByEnding = new(StringComparer.OrdinalIgnoreCase)
    {
        ["7z"] = "application/x-7z-compressed", ["aac"] = "audio/aac", ["avi"] = "video/x-msvideo", ["avif"] = "image/avif",
        ["bmp"] = "image/bmp", ["css"] = "text/css", ["csv"] = "text/csv", ["doc"] = "application/msword",
        ["docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ["eml"] = "message/rfc822",
        ["eps"] = "application/postscript", ["epub"] = "application/epub+zip", ["flac"] = "audio/flac", ["gif"] = "image/gif",
        ["gz"] = "application/gzip", ["heic"] = "image/heic", ["htm"] = "text/html", ["html"] = "text/html", ["ico"] = "image/vnd.microsoft.icon",
        ["ics"] = "text/calendar", ["jpeg"] = "image/jpeg", ["jpg"] = "image/jpeg", ["json"] = "application/json", ["log"] = "text/plain",
        ["m4a"] = "audio/mp4", ["md"] = "text/markdown", ["mov"] = "video/quicktime", ["mp3"] = "audio/mpeg", ["mp4"] = "video/mp4",
        ["mpeg"] = "video/mpeg", ["msg"] = "application/vnd.ms-outlook", ["odp"] = "application/vnd.oasis.opendocument.presentation",
        ["ods"] = "application/vnd.oasis.opendocument.spreadsheet", ["odt"] = "application/vnd.oasis.opendocument.text",
        ["oga"] = "audio/ogg", ["ogg"] = "audio/ogg", ["p7m"] = "application/pkcs7-mime", ["p7s"] = "application/pkcs7-signature",
        ["pdf"] = "application/pdf", ["png"] = "image/png", ["pps"] = "application/vnd.ms-powerpoint", ["ppt"] = "application/vnd.ms-powerpoint",
        ["pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation", ["ps"] = "application/postscript",
        ["ps1"] = "text/plain", ["psd1"] = "text/plain", ["psm1"] = "text/plain", ["rar"] = "application/vnd.rar", ["rtf"] = "application/rtf",
        ["svg"] = "image/svg+xml", ["tar"] = "application/x-tar", ["tif"] = "image/tiff", ["tiff"] = "image/tiff", ["txt"] = "text/plain",
        ["vcf"] = "text/vcard", ["wav"] = "audio/wav", ["webm"] = "video/webm", ["webp"] = "image/webp", ["wma"] = "audio/x-ms-wma",
        ["wmv"] = "video/x-ms-wmv", ["xls"] = "application/vnd.ms-excel",
        ["xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ["xml"] = "application/xml",
        ["yaml"] = "application/yaml", ["yml"] = "application/yaml", ["zip"] = "application/zip",
    };

    public static string Guess(string fileName)
    {
        var dot = fileName.LastIndexOf('.');
        return dot >= 0 && ByEnding.TryGetValue(fileName.Substring(dot + 1), out var type) ? type : Unknown;
    }

    /// <summary>Whether a text is type "/" subtype, both of them tokens (RFC 6838 section 4.2).</summary>
    public static bool IsValid(string text)
    {
        var slash = text.IndexOf('/');
        if (slash < 1 || slash == text.Length - 1 || text.Length > 255)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (i != slash && !(c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || "!#$&-^_.+".Contains(c)))
            {
                return false;
            }
        }

        return true;
    }
}

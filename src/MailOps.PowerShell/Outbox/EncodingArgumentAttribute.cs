using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace MailOps.PowerShell;

/// <summary>Takes an encoding by the names that PowerShell's own cmdlets know (utf8, ascii, unicode …), by its registered name, or by number.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EncodingArgumentAttribute : ArgumentTransformationAttribute
{
    private static readonly Dictionary<string, Func<Encoding>> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ascii"] = () => Encoding.ASCII,
        ["ansi"] = () => Encoding.GetEncoding(CultureInfo.CurrentCulture.TextInfo.ANSICodePage),
        ["bigendianunicode"] = () => Encoding.BigEndianUnicode,
        ["bigendianutf32"] = () => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        ["default"] = () => Encoding.UTF8,
        ["oem"] = () => Encoding.GetEncoding(CultureInfo.CurrentCulture.TextInfo.OEMCodePage),
        ["unicode"] = () => Encoding.Unicode,
        ["utf32"] = () => Encoding.UTF32,
        ["utf8"] = () => Encoding.UTF8,
        ["utf8BOM"] = () => Encoding.UTF8,
        ["utf8NoBOM"] = () => Encoding.UTF8,
    };

    /// <summary>The names, for completion.</summary>
    internal static IEnumerable<string> KnownNames => Names.Keys;

    /// <summary>Makes an encoding of a name or number; an encoding passes through.</summary>
    /// <param name="engineIntrinsics">Not used.</param>
    /// <param name="inputData">What the caller wrote.</param>
    /// <exception cref="ArgumentException">There is no such encoding.</exception>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapper ? wrapper.BaseObject : inputData;
        Platform.PlatformText.RegisterCodePages();
        return value switch
        {
            Encoding encoding => encoding,
            int codePage => Encoding.GetEncoding(codePage),
            string name when Names.TryGetValue(name, out var known) => known(),
            string number when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var codePage) => Encoding.GetEncoding(codePage),
            string name => Encoding.GetEncoding(name),
            _ => inputData,
        };
    }
}

using System;
using System.Collections.Generic;

namespace MailOps.Storage.Sql;

/// <summary>
/// Enums of other areas, which promise no numbers, as stored: by name, the first value as an empty text. A name that this version does
/// not know reads as the first value, which is "unknown" everywhere.
/// </summary>
internal static class EnumText
{
    public static string Of<T>(T value)
        where T : struct, Enum => EqualityComparer<T>.Default.Equals(value, default) ? "" : value.ToString();

    public static T Read<T>(string name)
        where T : struct, Enum => name.Length > 0 && Enum.TryParse<T>(name, out var value) ? value : default;
}

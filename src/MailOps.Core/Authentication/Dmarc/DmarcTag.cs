using System;

namespace MailOps.Authentication.Dmarc;

/// <summary>The tags that are or once were registered, without the version.</summary>
internal enum DmarcTag
{
    Unknown,
    P,
    Sp,
    Np,
    Adkim,
    Aspf,
    T,
    Psd,
    Fo,
    Rua,
    Ruf,
    Pct,
    Rf,
    Ri,

    /// <summary>A second version tag, which can only be a duplicate.</summary>
    V,
}

/// <summary>The names of the tags; upper case is taken like lower case, as ABNF literals are.</summary>
internal static class DmarcTagNames
{
    private static readonly string[] Names = ["", "p", "sp", "np", "adkim", "aspf", "t", "psd", "fo", "rua", "ruf", "pct", "rf", "ri", "v"];

    public static string NameOf(DmarcTag tag) => Names[(int)tag];

    public static DmarcTag Find(ReadOnlySpan<char> name)
    {
        for (var i = 1; i < Names.Length; i++)
        {
            if (name.Equals(Names[i].AsSpan(), StringComparison.OrdinalIgnoreCase))
            {
                return (DmarcTag)i;
            }
        }

        return DmarcTag.Unknown;
    }
}

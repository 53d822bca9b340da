using System;

namespace MailOps.Addresses;

/// <summary>Which keys lie beside each other, on keyboards with QWERTY or QWERTZ.</summary>
internal static class Keyboard
{
    private static readonly string[][] Layouts =
    [
        ["1234567890-", "qwertyuiop", "asdfghjkl", "zxcvbnm,.-"],
        ["1234567890-", "qwertzuiop", "asdfghjkl", "yxcvbnm,.-"],
    ];

    private static readonly bool[] Near = Build();

    public static bool IsNear(char a, char b) => a < 128 && b < 128 && Near[(a * 128) + b];

    /// <summary>Whether a text runs along one row, forward or back, such as <c>asdf</c> or <c>lkjh</c>.</summary>
    public static bool IsRun(ReadOnlySpan<char> text)
    {
        Span<char> back = stackalloc char[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            back[i] = text[text.Length - 1 - i];
        }

        foreach (var layout in Layouts)
        {
            foreach (var row in layout)
            {
                if (row.AsSpan().IndexOf(text) >= 0 || row.AsSpan().IndexOf((ReadOnlySpan<char>)back) >= 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Each row lies about half a key further right than the one above it: below a key lie those of its own place and of the one before.
    private static bool[] Build()
    {
        var near = new bool[128 * 128];
        foreach (var rows in Layouts)
        {
            for (var row = 0; row < rows.Length; row++)
            {
                for (var place = 0; place < rows[row].Length; place++)
                {
                    var key = rows[row][place];
                    Link(near, key, rows[row], place + 1);
                    if (row + 1 < rows.Length)
                    {
                        Link(near, key, rows[row + 1], place - 1);
                        Link(near, key, rows[row + 1], place);
                    }
                }
            }
        }

        return near;
    }

    private static void Link(bool[] near, char key, string row, int place)
    {
        if (place >= 0 && place < row.Length)
        {
            near[(key * 128) + row[place]] = true;
            near[(row[place] * 128) + key] = true;
        }
    }
}

using System;
using System.Buffers;
using System.IO;

namespace MailOps.Mime;

/// <summary>Writes bytes as base64 in lines of 76 characters (RFC 2045 section 6.8), with CRLF behind each, the last one included.</summary>
internal static class Base64Writer
{
    private const int BytesPerLine = 57;
    private const int BytesPerPiece = BytesPerLine * 800;

    public static void Write(MimeOutput output, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var line = bytes.Slice(0, Math.Min(BytesPerLine, bytes.Length));
            bytes = bytes.Slice(line.Length);
            var room = output.Room(78);
            System.Buffers.Text.Base64.EncodeToUtf8(line, room, out _, out var written);
            room[written] = (byte)'\r';
            room[written + 1] = (byte)'\n';
            output.Advance(written + 2);
        }
    }

    /// <summary>Writes a stream piece by piece, up to its end.</summary>
    public static void Write(MimeOutput output, Stream source)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BytesPerPiece);
        try
        {
            var used = 0;
            while (true)
            {
                var read = source.Read(buffer, used, BytesPerPiece - used);
                used += read;
                if (read == 0 || used == BytesPerPiece)
                {
                    Write(output, buffer.AsSpan(0, used));
                    used = 0;
                }

                if (read == 0)
                {
                    return;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>How many bytes so many bytes become.</summary>
    public static long EncodedLength(long bytes) => ((bytes + 2) / 3 * 4) + ((bytes + BytesPerLine - 1) / BytesPerLine * 2);
}

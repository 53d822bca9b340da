using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using MailOps.Authentication.Dkim;

namespace MailOps.Authentication.Signing;

/// <summary>Writes a signature field: tags in the given order, folded below 78 columns, and signs what stands before it together with itself.</summary>
internal sealed class SignatureField
{
    private const int LineLength = 76;

    private readonly string _name;
    private readonly bool _foldsSignature;
    private readonly List<(string Name, string Value)> _tags = [];

    /// <param name="name">The name of the field.</param>
    /// <param name="foldsSignature">
    /// Whether the signature is cut into lines. Seals cover the white space inside the signatures of others, so ARC fields better have none.
    /// </param>
    public SignatureField(string name, bool foldsSignature = true)
    {
        _name = name;
        _foldsSignature = foldsSignature;
    }

    public void Add(string tag, string value) => _tags.Add((tag, value));

    /// <summary>The field with its signature in the tag <c>b</c>, which must have been added, without a line end.</summary>
    /// <param name="signed">The canonical fields that are signed.</param>
    /// <param name="mode">How the field itself is canonicalized.</param>
    /// <param name="key">The key.</param>
    public string Sign(OctetBuffer signed, Canonicalization mode, DkimPrivateKey key)
    {
        // RFC 6376 section 3.7: the field itself comes last, without the value of b and without a line end.
        var header = SignedHeader.Read(Encoding.UTF8.GetBytes(Compose("")));
        HeaderCanonicalizer.WriteSignature(header, 0, 0, 0, mode, signed);
        return Compose(Convert.ToBase64String(key.Sign(SHA256.HashData(signed.Written))));
    }

    private string Compose(string signature)
    {
        var text = new StringBuilder(_name).Append(':');
        var column = text.Length;
        for (var i = 0; i < _tags.Count; i++)
        {
            var (name, value) = _tags[i];
            var isLast = i == _tags.Count - 1;
            var length = name.Length + 1 + (name == "b" ? LineLength : name == "h" ? 0 : value.Length) + 1;
            column = Separate(text, column, length);
            text.Append(name).Append('=');
            column += name.Length + 1;
            column = name switch
            {
                "b" => AppendSignature(text, column, signature),
                "h" => AppendNames(text, column, value),
                _ => AppendPlain(text, column, value),
            };
            if (!isLast)
            {
                text.Append(';');
                column++;
            }
        }

        return text.ToString();
    }

    private static int Separate(StringBuilder text, int column, int length)
    {
        if (column + 1 + length <= LineLength || column <= 1)
        {
            text.Append(' ');
            return column + 1;
        }

        text.Append("\r\n\t");
        return 1;
    }

    private static int AppendPlain(StringBuilder text, int column, string value)
    {
        text.Append(value);
        return column + value.Length;
    }

    // Folding inside b is taken out together with its value; so the signature does not depend on it.
    private int AppendSignature(StringBuilder text, int column, string signature)
    {
        for (var start = 0; start < signature.Length;)
        {
            var count = _foldsSignature ? Math.Min(Math.Max(LineLength - column, 8), signature.Length - start) : signature.Length;
            text.Append(signature, start, count);
            column += count;
            start += count;
            if (start < signature.Length)
            {
                text.Append("\r\n\t");
                column = 1;
            }
        }

        return column;
    }

    // A list of names is folded behind a colon.
    private static int AppendNames(StringBuilder text, int column, string names)
    {
        foreach (var part in names.Split(':'))
        {
            if (column > 3 && column + part.Length + 1 > LineLength)
            {
                text.Append("\r\n\t");
                column = 1;
            }

            text.Append(part).Append(':');
            column += part.Length + 1;
        }

        text.Length--;
        return column - 1;
    }
}

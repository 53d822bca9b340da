using System;
using System.IO;
using System.Security.Cryptography;
using MailOps.Authentication.Dkim;
using Xunit;

namespace MailOps.Tests.Authentication.Dkim;

public sealed class DkimPrivateKeyTests
{
    [Fact]
    public void A_new_key_is_saved_for_its_owner_only_and_read_again()
    {
        var path = Path.Combine(Path.GetTempPath(), "mailops-" + Guid.NewGuid().ToString("N") + ".pem");
        try
        {
            using var key = DkimPrivateKey.Create();
            key.Save(path);
            using var read = DkimPrivateKey.Load(path);
            Assert.Equal(2048, read.KeySize);
            Assert.Equal(key.PublicRecord, read.PublicRecord);
            Assert.True(DkimKeyRecordParser.Parse(key.PublicRecord).IsValid);
            Assert.Equal("", DkimKeyRecordParser.Parse(key.PublicRecord).Findings.ToString());
            Assert.StartsWith("-----BEGIN PRIVATE KEY-----\nMII", File.ReadAllText(path), StringComparison.Ordinal);
            if (Path.DirectorySeparatorChar == '/')
            {
                Assert.Equal("600", Servers.ServerScripts.Run("/usr/bin/stat", ["-c", "%a", path]).Output.Trim());
            }

            Assert.Equal("MailOps.Dkim.KeyExists", Assert.Throws<MailOpsException>(() => key.Save(path)).ErrorId);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(1536)]
    public void The_older_form_of_key_files_is_read_too(int bits)
    {
        // PKCS #1 is the octet string inside PKCS #8.
        var reader = new DerReader(RsaKeyFormat.WritePrivate(TestKeys.Rsa(bits)));
        Assert.True(reader.TryRead(DerReader.Sequence, out var content));
        var inner = new DerReader(content);
        Assert.True(inner.TryReadUnsigned(out _));
        Assert.True(inner.TryRead(DerReader.Sequence, out _));
        Assert.True(inner.TryRead(DerReader.OctetString, out var older));
        Assert.True(inner.IsAtEnd);
        using var key = DkimPrivateKey.FromPem("some words before\r\n" + PemText.Write("RSA PRIVATE KEY", older.ToArray()).Replace("\n", "\r\n"));
        Assert.Equal(bits, key.KeySize);
        Assert.Equal(TestKeys.Record(bits), key.PublicRecord);
    }

    [Theory]
    [InlineData("", "MailOps.Dkim.InvalidKey")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "MailOps.Dkim.InvalidKey")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n", "MailOps.Dkim.InvalidKey")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "MailOps.Dkim.InvalidKey")]
    [InlineData("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n", "MailOps.Dkim.EncryptedKey")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: x\n\nAAAA\n-----END RSA PRIVATE KEY-----\n", "MailOps.Dkim.EncryptedKey")]
    public void What_is_no_usable_key_is_refused_by_name(string pem, string error) =>
        Assert.Equal(error, Assert.Throws<MailOpsException>(() => DkimPrivateKey.FromPem(pem)).ErrorId);

    [Fact]
    public void A_key_whose_numbers_do_not_fit_together_is_refused()
    {
        var parameters = TestKeys.Rsa(1024);
        var short512 = new RSAParameters
        {
            Modulus = [1, .. new byte[63]], Exponent = parameters.Exponent, D = parameters.D, P = parameters.P, Q = parameters.Q,
            DP = parameters.DP, DQ = parameters.DQ, InverseQ = parameters.InverseQ,
        };
        var error = Assert.Throws<MailOpsException>(() => DkimPrivateKey.FromPem(PemText.Write("PRIVATE KEY", RsaKeyFormat.WritePrivate(short512))));
        Assert.Equal("MailOps.Dkim.InvalidKey", error.ErrorId);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(1023)]
    [InlineData(8192)]
    public void Sizes_that_verifiers_need_not_take_are_not_made(int bits) =>
        Assert.Equal("MailOps.Dkim.KeySize", Assert.Throws<MailOpsException>(() => DkimPrivateKey.Create(bits)).ErrorId);

    [Fact]
    public void A_missing_file_is_an_error_with_its_name()
    {
        var error = Assert.Throws<MailOpsException>(() => DkimPrivateKey.Load(Path.Combine(Path.GetTempPath(), "mailops no such key.pem")));
        Assert.Equal("MailOps.Dkim.KeyUnreadable", error.ErrorId);
        Assert.Contains("no such key.pem", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("corp.example:mail2026:/etc/keys/a.pem", "corp.example", "mail2026", "/etc/keys/a.pem")]
    [InlineData(" M\u00fcller.example : S1 : C:\\keys\\a.pem ", "xn--mller-kva.example", "s1", "C:\\keys\\a.pem")]
    public void A_reference_names_domain_selector_and_file(string text, string domain, string selector, string file)
    {
        var reference = DkimKeyReference.Parse(text);
        Assert.Equal((domain, selector, file), (reference.Domain, reference.Selector, reference.KeyFile));
        Assert.Equal(reference, DkimKeyReference.Parse(reference.ToString()));
    }

    [Theory]
    [InlineData("corp.example:mail")]
    [InlineData("corp.example::file")]
    [InlineData(":mail:file")]
    [InlineData("corp.example:mail:")]
    [InlineData("")]
    public void What_is_no_reference_is_refused(string text) =>
        Assert.Equal("MailOps.Dkim.InvalidKeyReference", Assert.Throws<MailOpsException>(() => DkimKeyReference.Parse(text)).ErrorId);
}

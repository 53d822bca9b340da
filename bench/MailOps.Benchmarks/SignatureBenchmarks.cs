using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using MailOps.Authentication.Arc;
using MailOps.Authentication.Dkim;
using MailOps.Dns;
using MailOps.Json;

namespace MailOps.Benchmarks;

/// <summary>DKIM and ARC on one core, the DNS answered from memory; DKIM against the bare hash and the bare verification of RSA in the same run.</summary>
internal static class SignatureBenchmarks
{
    private const int BodyLength = 10 * 1024;
    private const long LargeLength = 100_000_000;
    private const int Rounds = 200;

    public static void Run()
    {
        using var rsa = RSA.Create(2048);
        var pem = rsa.ExportPkcs8PrivateKeyPem();
        using var key = DkimPrivateKey.FromPem(pem);
        var zone = new ZoneBuilder().AddTxt("s1._domainkey.corp.test", key.PublicRecord).AddTxt("s2._domainkey.corp.test", key.PublicRecord)
            .AddTxt("s3._domainkey.corp.test", key.PublicRecord).Build();
        Verification(rsa, pem, zone);
        Chains();
        Large(pem, zone);
    }

    private static void Verification(RSA rsa, string pem, ZoneResolver zone)
    {
        using var signer = new DkimSigner("corp.test", "s1", DkimPrivateKey.FromPem(pem));
        var mail = Encoding.ASCII.GetBytes("From: a@corp.test\r\nTo: b@partner.test\r\nSubject: Hello\r\nDate: Mon, 1 Jun 2026 10:00:00 +0000\r\nMessage-ID: <1@corp.test>\r\n\r\n"
            + Body(BodyLength));
        byte[] signed = [.. Encoding.ASCII.GetBytes(signer.Sign(mail)), .. mail];
        var verifier = new DkimVerifier(zone);
        var content = mail.AsMemory(mail.Length - BodyLength);
        var hash = SHA256.HashData(content.Span);
        var signature = rsa.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        using var verifying = RSA.Create(parameters);
        void Bare()
        {
            for (var i = 0; i < Rounds; i++)
            {
                if (!verifying.VerifyHash(SHA256.HashData(content.Span), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
                {
                    throw new InvalidOperationException("The bare verification failed.");
                }
            }
        }

        void Whole()
        {
            for (var i = 0; i < Rounds; i++)
            {
                if (verifier.VerifyAsync(signed, CancellationToken.None).AsTask().GetAwaiter().GetResult().Result != DkimResult.Pass)
                {
                    throw new InvalidOperationException("The signature failed.");
                }
            }
        }

        var (bare, _) = Measurement.Median(Bare);
        var (whole, allocated) = Measurement.Median(Whole);
        Measurement.Print("dkim: 10 KB, RSA 2048: verifications", Rounds / whole.TotalSeconds, "1/s");
        Measurement.Print("dkim: times SHA256.HashData + RSA.VerifyHash", whole / bare, "(goal 1.25)");
        Measurement.Print("dkim: verification", allocated / (double)Rounds, "bytes allocated each");
    }

    private static void Chains()
    {
        var work = new List<(ArcVerifier Verifier, byte[] Message)>();
        foreach (var scenario in Suite("arc-validation.json").RequireMember("scenarios").RequireItems())
        {
            var verifier = new ArcVerifier(ZoneResolver.FromJson(scenario.RequireMember("zone")));
            work.AddRange(scenario.RequireMember("tests").RequireMembers().Where(t => t.Value.RequireMember("result").RequireItems()[0].RequireString() == "pass")
                .Select(t => (verifier, Encoding.UTF8.GetBytes(t.Value.RequireMember("message").RequireString()))));
        }

        var (median, allocated) = Measurement.Median(() =>
        {
            foreach (var (verifier, message) in work)
            {
                verifier.VerifyAsync(message, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            }
        });
        Measurement.Print("arc: chains of the suite that hold, validations", work.Count / median.TotalSeconds, "1/s (goal 8,000)");
        Measurement.Print("arc: validation", allocated / (double)work.Count, "bytes allocated each");
    }

    // Three signatures that want three hashes of the body; it is made while it is read.
    private static void Large(string pem, ZoneResolver zone)
    {
        var header = "From: a@corp.test\r\nSubject: Large\r\n";
        var fields = "";
        foreach (var (selector, mode) in new[] { ("s1", Authentication.Signing.Canonicalization.Relaxed), ("s2", Authentication.Signing.Canonicalization.Simple), ("s3", Authentication.Signing.Canonicalization.Relaxed) })
        {
            using var signer = new DkimSigner("corp.test", selector, DkimPrivateKey.FromPem(pem), new DkimSignerOptions { BodyCanonicalization = mode });
            using var unsigned = new RepeatedStream(Encoding.ASCII.GetBytes(header + "\r\n"), Encoding.ASCII.GetBytes(Body(BodyLength)), LargeLength);
            fields += signer.SignAsync(unsigned, CancellationToken.None).GetAwaiter().GetResult();
        }

        using var message = new RepeatedStream(Encoding.ASCII.GetBytes(fields + header + "\r\n"), Encoding.ASCII.GetBytes(Body(BodyLength)), LargeLength);
        var verifier = new DkimVerifier(zone);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        var result = verifier.VerifyAsync(message, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        watch.Stop();
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        if (result.Signatures.Count(s => s.Result == DkimResult.Pass) != 3)
        {
            throw new InvalidOperationException("Not all of the three signatures passed.");
        }

        Measurement.Print("dkim: 100 MB with three signatures, one pass", message.Position / watch.Elapsed.TotalSeconds / 1e6, "MB/s");
        Measurement.Print("dkim: 100 MB with three signatures", allocated / 1024.0, "KB allocated in all");
    }

    private static string Body(int length)
    {
        var text = new StringBuilder(length);
        while (text.Length < length - 80)
        {
            text.Append("The quick brown fox jumps over the lazy dog and comes back again.\r\n");
        }

        return text.Append('x', length - text.Length - 2).Append("\r\n").ToString();
    }

    private static JsonValue Suite(string file) => JsonValue.Parse(File.ReadAllBytes(Path.Combine(BenchmarkCorpora.Folder("auth"), file)));
}

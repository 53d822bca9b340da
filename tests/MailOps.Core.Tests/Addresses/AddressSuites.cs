using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MailOps.Json;

namespace MailOps.Tests.Addresses;

/// <summary>One test of a suite of addresses; the README beside the suites describes the fields.</summary>
internal sealed class SuiteAddress
{
    public string Suite { get; set; } = "";

    public string Name { get; set; } = "";

    public string Address { get; set; } = "";

    public bool Valid { get; set; }

    /// <summary>One judgement for all suites: ascii, utf8 or no.</summary>
    public string Rfc5321 { get; set; } = "";

    /// <summary>The category of is_email, in its two suites.</summary>
    public string? Category { get; set; }

    public string? Diagnosis { get; set; }

    public override string ToString() => $"{Suite}: {Name} [{Address}]";
}

/// <summary>Reads every suite of the schema that lies in the folder of the corpora.</summary>
internal static class AddressSuites
{
    public static JsonValue Read(string file) => JsonValue.Parse(File.ReadAllBytes(Corpora.Require("addresses", file)));

    public static List<SuiteAddress> ReadAll()
    {
        var tests = Directory.GetFiles(Corpora.Require("addresses"), "*.json")
            .OrderBy(file => file, StringComparer.Ordinal)
            .SelectMany(ReadSuite)
            .ToList();
        return tests.Count > 0 ? tests : throw new InvalidDataException("The folder holds no suite.");
    }

    private static IEnumerable<SuiteAddress> ReadSuite(string file)
    {
        var suite = JsonValue.Parse(File.ReadAllBytes(file));
        return suite["tests"]!.Items
            .Where(test => test.MemberString("rfc5321") is not null)
            .Select(test => new SuiteAddress
            {
                Suite = Path.GetFileNameWithoutExtension(file),
                Name = test.MemberString("name") ?? "",
                Address = test.MemberString("address")!,
                Valid = test.MemberBoolean("valid") == true,
                Rfc5321 = test.MemberString("rfc5321")!,
                Category = test.MemberString("category"),
                Diagnosis = test.MemberString("diagnosis"),
            });
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace MailOps.Addresses;

/// <summary>
/// What is known about domains and names without asking anybody: services for throw-away addresses, free providers, names of tasks,
/// popular domains, top-level domains. Read once, then shared; docs/data.md says where it comes from.
/// </summary>
public sealed class AddressData
{
    private const long MaxFileBytes = 64 * 1024 * 1024;

    internal static readonly HashSet<string> SectionNames =
    [
        "disposable-domains", "disposable-mx", "free-providers", "role-names", "role-names-german", "top-level-domains", "closed-providers",
        "popular-domains", "known-domains", "url-shorteners", "url-shorteners-newer", "accept-all-mx",
    ];

    private static readonly Lazy<AddressData> BuiltInData = new(() => new AddressData(ReadBuiltIn()), LazyThreadSafetyMode.ExecutionAndPublication);

    private readonly NameSet _disposable;
    private readonly NameSet _disposableHosts;
    private readonly NameSet _freeProviders;
    private readonly NameSet _freeFamilies;
    private readonly NameSet _roles;
    private readonly NameSet _topLevels;
    private readonly NameSet _closed;
    private readonly NameSet _shorteners;
    private readonly NameSet _acceptAll;

    private AddressData(AddressDataReader data)
    {
        Date = data.Date;
        NameCount = SectionNames.Sum(name => data[name].Count);
        _disposable = new(data["disposable-domains"]);
        _disposableHosts = new(data["disposable-mx"]);
        _freeProviders = new([.. data["free-providers"].Where(name => !name.EndsWith(".*", StringComparison.Ordinal))]);
        _freeFamilies = new([.. data["free-providers"].Where(name => name.EndsWith(".*", StringComparison.Ordinal)).Select(name => name.Substring(0, name.Length - 2))]);
        _roles = new([.. data["role-names"].Concat(data["role-names-german"]).Select(Bare)]);
        _topLevels = new(data["top-level-domains"]);
        _closed = new(data["closed-providers"]);
        _shorteners = new([.. data["url-shorteners"], .. data["url-shorteners-newer"]]);
        _acceptAll = new(data["accept-all-mx"]);
        Typos = new TypoFinder(this, data["popular-domains"], data["known-domains"]);
    }

    /// <summary>The data that the library brings along.</summary>
    public static AddressData BuiltIn => BuiltInData.Value;

    /// <summary>When the newest part of the data was put together, UTC.</summary>
    public DateTime Date { get; }

    /// <summary>How many domains of throw-away addresses are known.</summary>
    public int DisposableDomainCount => _disposable.Count;

    /// <summary>How many names there are in all lists.</summary>
    public int NameCount { get; }

    internal TypoFinder Typos { get; }

    /// <summary>Reads a file of data; what it does not hold stays as the library brings it along.</summary>
    /// <param name="path">A text file as docs/data.md describes it, 64 MB at most.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Data.Unreadable</c>, or <c>MailOps.Data.Invalid</c> with the line.</exception>
    public static AddressData Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (new FileInfo(path).Length > MaxFileBytes)
            {
                throw new IOException("> 64 MB");
            }

            using var text = new StreamReader(path);
            return Read(text, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw AddressDataErrors.Unreadable(path, e);
        }
    }

    /// <summary>Reads data; what it does not hold stays as the library brings it along.</summary>
    /// <param name="text">Text as docs/data.md describes it.</param>
    /// <param name="source">What to call it in errors.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Data.Invalid</c> with the line.</exception>
    public static AddressData Read(TextReader text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        var data = ReadBuiltIn();
        data.Read(text, source);
        return new AddressData(data);
    }

    /// <summary>Whether a domain, or one above it, belongs to a service for throw-away addresses.</summary>
    /// <param name="domain">The domain in A-labels and lower case.</param>
    public bool IsDisposable(string domain) => _disposable.ContainsDomain(domain.AsSpan());

    /// <summary>Whether a mail server belongs to a service for throw-away addresses.</summary>
    /// <param name="host">The host in lower case.</param>
    public bool IsDisposableHost(string host) => _disposableHosts.ContainsDomain(host.AsSpan()) || IsDisposable(host);

    /// <summary>Whether anyone can get an address at the domain for nothing.</summary>
    /// <param name="domain">The domain in A-labels and lower case.</param>
    public bool IsFreeProvider(string domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        var dot = domain.IndexOf('.');
        return _freeProviders.Contains(domain.AsSpan())
            || (dot > 0 && IsCountryEnding(domain.AsSpan(dot + 1)) && _freeFamilies.Contains(domain.AsSpan(0, dot)));
    }

    /// <summary>Whether a local part names a task and not a person.</summary>
    /// <param name="localPart">The local part, with or without a tag.</param>
    public bool IsRole(string localPart)
    {
        ArgumentNullException.ThrowIfNull(localPart);
        var plus = localPart.IndexOf('+');
        return _roles.Contains(Bare(plus > 0 ? localPart.Substring(0, plus) : localPart).AsSpan());
    }

    /// <summary>Whether a top-level domain is in the root zone; internationalised ones all count as existing.</summary>
    /// <param name="label">The last label in A-labels and lower case.</param>
    public bool IsTopLevelDomain(string label) => Idna.HasPrefix(label.AsSpan()) || _topLevels.Contains(label.AsSpan());

    /// <summary>Whether a provider closed its mailboxes for good.</summary>
    /// <param name="domain">The domain in A-labels and lower case.</param>
    public bool IsClosedProvider(string domain) => _closed.Contains(domain.AsSpan());

    /// <summary>Whether a domain, or one above it, gives short links in place of long ones.</summary>
    /// <param name="domain">The domain in A-labels and lower case.</param>
    public bool IsUrlShortener(string domain) => _shorteners.ContainsDomain(domain.AsSpan());

    /// <summary>Whether a mail server is known to take mail for every mailbox at first, so that asking it proves nothing.</summary>
    /// <param name="host">The host in lower case.</param>
    public bool IsAcceptAllHost(string host) => _acceptAll.ContainsDomain(host.AsSpan());

    // com, net, org; de; co.uk, com.br. Not what remains of com when a letter is forgotten, though these countries exist.
    private bool IsCountryEnding(ReadOnlySpan<char> ending)
    {
        var second = ending.StartsWith("com.".AsSpan()) ? 4 : ending.StartsWith("co.".AsSpan()) ? 3 : 0;
        var country = ending[second..];
        if (country.Length == 2)
        {
            var isRestOfCom = second == 0 && (country.SequenceEqual("co".AsSpan()) || country.SequenceEqual("cm".AsSpan()) || country.SequenceEqual("om".AsSpan()));
            return !isRestOfCom && _topLevels.Contains(country);
        }

        return ending.SequenceEqual("com".AsSpan()) || ending.SequenceEqual("net".AsSpan()) || ending.SequenceEqual("org".AsSpan());
    }

    private static string Bare(string name)
    {
        Span<char> bare = stackalloc char[64];
        var length = 0;
        foreach (var c in name)
        {
            if (length == bare.Length)
            {
                return "";
            }

            if (c is not ('.' or '-' or '_'))
            {
                bare[length++] = AddressChars.ToLower(c);
            }
        }

        return bare[..length].ToString();
    }

    private static AddressDataReader ReadBuiltIn()
    {
        var data = new AddressDataReader();
        var assembly = typeof(AddressData).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("MailOps.AddressData.", StringComparison.Ordinal)))
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            data.Read(text, name);
        }

        return data;
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MailOps.Tests.Servers;

/// <summary>Real DNS servers: Knot answers for zones, Unbound asks it as a recursive resolver would. They end with this object.</summary>
internal sealed class DnsServers : IDisposable
{
    private readonly object _gate = new();
    private readonly List<RealServer> _servers = [];
    private readonly string _zones = Path.Combine(Path.GetTempPath(), "mailops-zones-" + Guid.NewGuid().ToString("N"));

    /// <summary>Starts Knot. Skips the calling test where it is not installed.</summary>
    /// <param name="zones">Master files by the name of their zone; null for a zone whose file is missing, which is SERVFAIL.</param>
    /// <param name="environment">Options of knot-up, such as <c>SIGN=on</c> or <c>EDNS=512</c>.</param>
    public RealServer StartKnot(IReadOnlyDictionary<string, string?> zones, IReadOnlyDictionary<string, string>? environment = null)
    {
        ServerScripts.Require("Knot", "/usr/sbin/knotd");
        Directory.CreateDirectory(_zones);
        List<string> arguments = [];
        foreach (var (name, text) in zones.Select(zone => (zone.Key, zone.Value)))
        {
            var file = Path.Combine(_zones, Guid.NewGuid().ToString("N") + ".zone");
            if (text is not null)
            {
                File.WriteAllText(file, text);
            }

            arguments.Add(name + "=" + file);
        }

        return Keep(RealServer.Start("knot-up", environment, [.. arguments]));
    }

    /// <summary>Starts Unbound in front of a Knot. Skips the calling test where it is not installed.</summary>
    /// <param name="knot">Whom it asks.</param>
    /// <param name="zones">The zones it asks about; every other name does not exist for it.</param>
    /// <param name="environment">Options of unbound-up, such as <c>ANCHORS=FILE</c> or <c>TLSDIR=FOLDER</c>.</param>
    public RealServer StartUnbound(RealServer knot, IEnumerable<string> zones, IReadOnlyDictionary<string, string>? environment = null)
    {
        ServerScripts.Require("Unbound", "/usr/sbin/unbound");
        return Keep(RealServer.Start("unbound-up", environment, [knot.Port.ToString(CultureInfo.InvariantCulture), .. zones]));
    }

    /// <summary>A Knot that signs its zones with DNSSEC; their anchors are in its file <c>ds</c>.</summary>
    public RealServer StartSigningKnot(IReadOnlyDictionary<string, string?> zones) =>
        StartKnot(zones, new Dictionary<string, string> { ["SIGN"] = "on" });

    /// <summary>An Unbound that validates what a signing Knot says.</summary>
    /// <param name="signing">The Knot.</param>
    /// <param name="zones">The zones it asks about.</param>
    public RealServer StartValidatingUnbound(RealServer signing, IEnumerable<string> zones) =>
        StartUnbound(signing, zones, new Dictionary<string, string> { ["ANCHORS"] = signing.PathOf("ds") });

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var server in Enumerable.Reverse(_servers))
            {
                server.Dispose();
            }
        }

        if (Directory.Exists(_zones))
        {
            Directory.Delete(_zones, recursive: true);
        }
    }

    private RealServer Keep(RealServer server)
    {
        lock (_gate)
        {
            _servers.Add(server);
        }

        return server;
    }
}

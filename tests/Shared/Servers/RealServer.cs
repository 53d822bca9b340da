using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;

namespace MailOps.Tests.Servers;

/// <summary>
/// A real server that one of the scripts in tests/servers started on loopback, in a folder of its own; stopped and deleted with
/// <see cref="Dispose"/>, or by itself when this process ends.
/// </summary>
public sealed class RealServer : IDisposable
{
    private RealServer(string folder, int port)
    {
        Folder = folder;
        Port = port;
    }

    /// <summary>The server's folder: configuration, log, data.</summary>
    public string Folder { get; }

    /// <summary>Its first port.</summary>
    public int Port { get; }

    /// <summary>The folder of its certificates (mkca), unless TLSDIR named another one.</summary>
    public string TlsFolder => Path.Combine(Folder, "tls");

    /// <summary>Starts a server on free ports.</summary>
    /// <param name="script">The script, such as <c>postfix-up</c>.</param>
    /// <param name="environment">Its options.</param>
    /// <param name="arguments">What follows folder and port.</param>
    public static RealServer Start(string script, IReadOnlyDictionary<string, string>? environment = null, params string[] arguments)
    {
        var options = new Dictionary<string, string> { ["KEYTYPE"] = "rsa", ["OWNER"] = ServerScripts.ProcessId() };
        foreach (var pair in environment ?? new Dictionary<string, string>())
        {
            options[pair.Key] = pair.Value;
        }

        // Other test runs start servers at the same time: a taken port is no failure but a reason to take others.
        for (var attempt = 1; ; attempt++)
        {
            var folder = NewFolder(script);
            var port = 20_000 + (10 * Random(1_200));
            var result = ServerScripts.Run(
                script, [folder, port.ToString(CultureInfo.InvariantCulture), .. arguments], options);
            if (result.ExitCode == 0)
            {
                return new RealServer(folder, port);
            }

            ServerScripts.Run("server-down", ["--rm", folder]);
            if (result.ExitCode != 3 || attempt == 20)
            {
                throw new InvalidOperationException($"{script} failed with {result.ExitCode}: {result.Error}{result.Output}");
            }
        }
    }

    /// <summary>A folder for one more thing that lives as long as this server, such as an options file.</summary>
    public string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);

    public void Dispose() => ServerScripts.Run("server-down", ["--rm", Folder]);

    // Unix sockets want short paths, and servers that drop root must be able to enter.
    private static string NewFolder(string script)
    {
        var folder = Path.Combine(
            Path.GetTempPath().Length <= 30 ? Path.GetTempPath() : "/tmp",
            "mailops-" + script + "-" + Random(int.MaxValue).ToString("x", CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        return folder;
    }

    private static int Random(int below)
    {
        var bytes = new byte[4];
        using var source = RandomNumberGenerator.Create();
        source.GetBytes(bytes);
        return (int)(BitConverter.ToUInt32(bytes, 0) % (uint)below);
    }
}

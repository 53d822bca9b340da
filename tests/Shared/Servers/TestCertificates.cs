#pragma warning disable SYSLIB0057 // The newer loader does not exist on .NET Framework, where these tests run too.
using System;
using System.Security.Cryptography.X509Certificates;

namespace MailOps.Tests.Servers;

/// <summary>
/// A certificate for <c>localhost</c>, <c>mx.test</c> and 127.0.0.1 and the authority that signed it, for servers inside the test process. Fixed,
/// since Mono cannot make certificates; valid from 2020 to 2049. RSA, since Mono reads no others.
/// </summary>
internal static class TestCertificates
{
    private const string ServerPfx =
        "MIIJgQIBAzCCCUcGCSqGSIb3DQEHAaCCCTgEggk0MIIJMDCCA+cGCSqGSIb3DQEHBqCCA9gwggPUAgEAMIIDzQYJKoZIhvcNAQcBMBwGCiqGSIb3DQEMAQMw" +
        "DgQI80PZ8/q/boICAggAgIIDoO09pq4xQ0euLce4NEiMiB+Ytl+rj5E7yYE0irmch1NL7mxpFPrbzCuXE65+Fm6kwmO1cRIyBd/9hPskDli8LNXdNXuVdD1n" +
        "dHFvw7285Qr6hbciZwI33uiyJjJbe/a1whO3eUnzayt+k9DUY+Om8+zxOKPvAqTqz1si1aWXqvYKbcTQI2UNZxvz4Zf9OART4+9nyghD5NpO3TqC1IuRfu4L" +
        "r7CSHy2skLJm9gjuebDc6Ukpyl6KlgLOBoPKofdz80kmDxBceCfB1hTcEKoksxc8V65RtlU1YTqB7WHrLbSQ9tZIWbIGKB2i/kqjUwiVS+JZv/8Xyj+l+vyM" +
        "y4v6gunsBEk3zJGUi6atKXioKbYS0QniGEPN0esl6jPHeZY3qGq8+rj3AcD9AhnVgrQUl4InVLHVYZLqCDzd9ARVb8NnwX59nQ5OUQX75vs23rePO3mljVZV" +
        "XxJjKGg0tgh1mq4zmbRwYwoYZKf7q9SlM0BqBZkOrwdpG+ltNaBdXnQhgOnj4eEylROqNSQ8NIAvc5A2mE44bed/QhrsFtSYeE2Ex0D/PywP9p2slFqua0Ck" +
        "mhvJxkNGy9k1sajsxjfXvFFgbP7QEooxfIlxKvzcc+nwNoya3ehcTvyhTYsrXKsleSIegBuN0kgqjwUokH2QrPxF5bh3SK22g5AOeTvSWbsoxrP9iTbchWRq" +
        "wsmR02R2l5iehMm4zQZn71b+8DaiPY++R3ChTZQ1OeZOBrvuHtE5pBng2qAQkWECmmalAh0sEzEOV5X0R4hh7em3zT1zzLlyVmd/UD0lRhleE4i7Maoxh4+Y" +
        "OurTWBhRV0C8cMLk+RCC7ICcLQqEpPQu/5Y/PPTAh9PR4Sc8oKqfCaWY9R57FuGByNZyBv967FaxCJb2YZVm5fna2ZdydFakAatDLF4cvSid/ikf+VTdHABk" +
        "+4lTOYSfYz3USE8eaUj0/8EFVGA06LAtRwCeytTy3vH1LWrWyRaRBPDENreOwwaxzOENEU/FrfTgUDPcyX4WrMS0n7QwiYBNbsU+NH4PF+dp7J9+qRJEJSmZ" +
        "HjA4Pyc9oOvzs1aiqL4PPe6We+LJrsQjyUK3ojiEAQQrmYRGJogj82aoAmVmeDEMe6U3oY8lakwpH4Zj/uOQtJz58Hk8RFmWvObnq5G1hg+0BE9WkvbSBRyG" +
        "/it3wz2hxiL6un/j4rpkzq5FdKprkBIG+N+0uF/muSylClDyOa4wOzXNqFqlmZkwggVBBgkqhkiG9w0BBwGgggUyBIIFLjCCBSowggUmBgsqhkiG9w0BDAoB" +
        "AqCCBO4wggTqMBwGCiqGSIb3DQEMAQMwDgQI4tRhRC/ITigCAggABIIEyFnITUdXFC0X2MHs68FRsdClYau142ZYNTZcmCYLsaFPhvG78Q2V/EAd6qR08Wyz" +
        "oe4W7gXZab7Qw5w1LxzKv8J1baQMcYJPyJZSO99Z0lK8VhIxBajH4G453VAQfII8ux82vtkFaVlRPBSqoBEzSDrTKVXkB0jS6ETcRpHPrSza32zMRznxKGzt" +
        "TvHwNf334GyH//SdQflrKy4H/iCzzC4uyi/+DVi1hZwh9YMkYxwHxyadZrnfDPUsQvL6erJcmyKHA1vmJpqM0LX9VAvCf+h1A64GInI51lXTOONWL7b6ZyhH" +
        "wIWWGFpFfJz6K6P3RJYnyAo6IVt5bqwyHFzEfrssTc/TPZQOTmz2LfinuWvwHEWzAYysg4rqjC5QGQkUafd/k/YX6GeFkzvjdWcbeXN84hrtFs2rfNvfvtRz" +
        "LCixVlRPgNBPWvhIka3J5UimSUsA9fXzxJRnN00HgnF8y7XjqjPVd5ItlVxjenOgyqIlMYRA8yQ9kRe/bhL70P3XqNJly83ohAmD/slGu+4QoYzBFlUArBbl" +
        "cBUZkn8h4L0MleYsiBGOuDF4MKcaQrqQjsSPmw17CCjEDHVRcPERGDIszOJL9zI0+S4QZYTNgaWE5e8A0vaClJm+Tbkufw/TrwFw1CerYkW+2Qilm2eYJTES" +
        "/d1wVRAlDrom2F208Nl6LZZ8+U5raTBNqyjclMnTVvCcs4dU2+SuMUBTbfS+DHHiHwKJwT9KGmVOFwbFHhEL/3c5i2aKimi+JpEM8uS0aFZDAdWHHgleKT9j" +
        "rulmEjuW7RExGCJCBZkMlN+U9hYEMbOqIvf19AT7M+Xy/rl8J58UgrFSbr5jMaOIMyhW7TWNqB1oDdTp2TK5PosXAhdKrBLQkWQwfVNYZ+gVMyfH/5/3sDp7" +
        "xW00D8GyXU5K0NeDOPXNR6nIWWXS7TpnhjFt5yPuLhw6+B+YulsxfwFNaGrk/25byJLcRCkWDWPt3cmiTzENDaeq51IllT37r24eiDyIfy8NREryQam5vRAw" +
        "/lXipmwPVO5a5cW0zjCCWRfyTkMo8s2KjN64klcvuzbBdh41PT5MQrzFFZ+I1M+290TwW7a8zC5tRp7vQHUG4zpRsj12HCVIEauRckV0VpBUuvZaN8cMx32t" +
        "X0KvVcqHRnLxAqY8Vxh9/5uG0o3FzQrrX4kgc17T3LjzLXoUfxC9KSY3733ri38Yf4DwNiH1NTeQsUw6HUtuZunPNDxtQzQsQ39Ll03TI87wAjXN6CIHM7Lh" +
        "Q52/V9a2fwpVJzhvVaAfzpG1E7uiMbJAAd845in5vHRxKSGxO4Gm9iYNtRy4Nfr9b0aHbhId4PT+t31mZU6gopvmCHWF7Dh+vvCtMTbPge+G4VvLYWhhC8O4" +
        "JEBxsPlG4jdqLUh+tYopbbw/DNrPi7RM8iPxVDaXelCKfI6cXTD44hJc9AV0tR8NwdJc1isHkDQhL92A6als4CmQlXbKhyL157TJojp71AOK+7nixGF9C3py" +
        "T7fwxj5hmr6AxKmdtSceoLEfP0+QYDqtb6F6CbbwA7Qq5GcoZKj1l3pINGQ2w3GwhuHiGJlfgh1fA5WNmhYutL7PHTGgvgEzNSUnAJ3EjFiBXXrmm2TS5KYa" +
        "YBEslasmhTElMCMGCSqGSIb3DQEJFTEWBBRdq0S+dfvWhhWmrMK9hQTRIfJlATAxMCEwCQYFKw4DAhoFAAQU3cEwqEc8JPIA4wkRo7321QfRu64ECNTwY/Qm" +
        "P/9CAgIIAA==";

    private const string AuthorityDer =
        "MIIC8jCCAdqgAwIBAgICEAAwDQYJKoZIhvcNAQELBQAwGjEYMBYGA1UEAwwPTWFpbE9wcyBUZXN0IENBMB4XDTIwMDEwMTAwMDAwMFoXDTQ5MTIzMTAwMDAw" +
        "MFowGjEYMBYGA1UEAwwPTWFpbE9wcyBUZXN0IENBMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzhWnOWnVyuuv8bsbX85MLcv5DcfXdW3yHLMV" +
        "gFyEi/1Sq3n5hOYjFyGY8dw1SxY7BSEXyUyTNLG/WV6URplnhWZk3rcN5wzJUxLypog+q35PfTMz8Ci1yAg+WZYMdQKllbzD9x8cnDqKR5oHzZhqs0NOsUS5" +
        "g02wR00DFuCjz4pivnGx2HfZYuKd7K6zfkk0tFgJo78L0YPbSbU2rlkrpe/8HGj+x8MLPXAO8k6vQD5E25JxhGcqtohoFNXyw1h2AiDRvGh1WyvOz7iZQF+W" +
        "fECotuPxnmhr3/DgQYq3qFK06QpNIR9dmxIxZNGib1wpdlN1yON1bYY2hif8hS8PBwIDAQABo0IwQDAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB/wQEAwIB" +
        "BjAdBgNVHQ4EFgQUDGfAF5yBcgq0D4WNgqAUuWGaIlYwDQYJKoZIhvcNAQELBQADggEBAA/+ioNjq2VA+iIF07/+pT3njqB03dmuqpyWO5aVDxJVqnfwEreI" +
        "Yd2ZGZ25g6TotzwR7lptwtiND8FVmLdU8F8Y7bhzDmfSfCKfE0cNzlZyE2j68WHwOrQUgXemrw7G3Zki/GakYZ50uRXJ37LvMZjtR55zWRlLNj5bqJoCLsVi" +
        "j5MwinTiw9QTjvTD8DZxEuTBBXuznJWJIpIWQCBKlmPAI/QUMIWZNH9NtanX/HYjZTr00hdde8ff7ZKDNiNX/ze5JZw7qfg6dWOhLedDzLPbycaWGMoSR3rZ" +
        "XFnlZ2b+cvhuX41WFSZffzW2tNtgZtpQ2GNnv+40IwcYxyCy0l8=";

    /// <summary>The authority; a client that trusts it takes the server's certificate.</summary>
    public static X509Certificate2 Authority { get; } = new(Convert.FromBase64String(AuthorityDer));

    /// <summary>The server's certificate with its key.</summary>
    public static X509Certificate2 Server { get; } = new(Convert.FromBase64String(ServerPfx), "test");

    /// <summary>The good certificate of a real server.</summary>
    public static X509Certificate2 CertificateOf(RealServer server) => new(server.PathOf("tls", "server.pem"));

    /// <summary>The CA of a real server.</summary>
    public static X509Certificate2 AuthorityOf(RealServer server) => new(server.PathOf("tls", "ca.pem"));
}
